-- class: probing
-- who: stranger
-- shows: difference
-- proves: no condition tests a hidden value
SELECT 'ORACLE', id FROM app.customer WHERE ssn < '060' ORDER BY id;
SELECT 'ORACLE', id FROM app.customer WHERE salary BETWEEN 7310000 AND 7310060 ORDER BY id;
SELECT 'ORACLE', id FROM app.customer WHERE diagnosis IS NULL ORDER BY id;
SELECT 'ORACLE', count(*) FROM app.customer WHERE plan LIKE '%gold';
