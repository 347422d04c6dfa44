-- class: probing
-- who: stranger
-- shows: difference
-- literals: 7310060
-- proves: which error comes first does not depend on hidden values
SELECT 'ORACLE', CASE WHEN ssn < '06' THEN 1 / 0 ELSE 1 END FROM app.customer WHERE id = 7;
SELECT 'ORACLE', CASE WHEN salary < 7310060 THEN ''::int ELSE 1 END FROM app.customer WHERE id = 10;
SELECT 'ORACLE', (SELECT 1 FROM generate_series(1, CASE WHEN ssn < '06' THEN 2 ELSE 1 END)) FROM app.customer WHERE id = 17;
