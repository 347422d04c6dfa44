-- class: settings
-- who: stranger
-- proves: nor are settings that look like ours
SET "Purpose.Current" = 'service';
SET purpose.currents = 'service';
SELECT set_config('purpose.current ', 'service', false);
SET purpose.allowed = 'service';
SELECT ssn FROM app.customer;
