-- class: output
-- who: stranger
-- proves: a plain SELECT gives nothing away
SELECT id, ssn FROM app.customer ORDER BY id;
