-- class: probing
-- who: stranger
-- proves: nor does an error quote one
SELECT ssn::int FROM app.customer WHERE id > 4;
SELECT email::uuid FROM app.customer WHERE id > 4;
SELECT CAST(ssn AS xid) FROM app.customer WHERE id > 4;
