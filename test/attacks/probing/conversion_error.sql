-- class: probing
-- who: stranger
-- proves: an error of a conversion quotes no value
SELECT ssn::int FROM app.customer WHERE id > 4;
SELECT email::uuid FROM app.customer WHERE id > 4;
SELECT CAST(ssn AS xid) FROM app.customer WHERE id > 4;
