-- class: probing
-- who: stranger
-- shows: difference
-- proves: no order follows a hidden value
SELECT 'ORACLE', id FROM app.customer ORDER BY ssn, id;
SELECT 'ORACLE', id FROM app.customer ORDER BY salary DESC NULLS LAST, id LIMIT 10;
SELECT 'ORACLE', id FROM app.customer ORDER BY diagnosis IS NULL, id;
