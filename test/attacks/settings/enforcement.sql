-- class: settings
-- who: stranger
-- proves: nobody switches enforcement off
SET purpose.enforcement = off;
SET purpose.enforcement = report;
SELECT set_config('purpose.enforcement', 'off', true);
SET purpose.debug_wrap_all = on;
SELECT ssn FROM app.customer;
