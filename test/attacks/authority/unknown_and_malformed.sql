-- class: authority
-- who: stranger
-- proves: purposes that do not exist allow nothing
SET purpose.current = 'Service';
SET purpose.current = ' service';
SET purpose.current = 'any';
SET purpose.current = 'service,marketing';
SET purpose.current = '*';
SELECT ssn FROM app.customer;
