-- class: settings
-- who: stranger
-- proves: settings with names like ours change nothing
SET "Purpose.Current" = 'service';
SET purpose.currents = 'service';
SELECT set_config('purpose.current ', 'service', false);
SET purpose.allowed = 'service';
SELECT ssn FROM app.customer;
