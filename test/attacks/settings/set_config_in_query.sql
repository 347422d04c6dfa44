-- class: settings
-- who: stranger
-- proves: a purpose that the role may not declare cannot be set, in the query or before
SELECT set_config('purpose.current', 'service', false), ssn FROM app.customer;
SET purpose.current = 'service';
SET LOCAL purpose.current TO service;
SET purpose.current = 'delivery';
SELECT ssn FROM app.customer;
