-- class: explain
-- who: stranger
-- shows: difference
-- proves: rows do not come in the order of an index on hidden values
SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off;
SELECT 'ORACLE', id FROM app.customer WHERE salary > 0 LIMIT 30;
SELECT 'ORACLE', id FROM app.customer WHERE city = 'city 1';
SELECT 'ORACLE', id FROM (SELECT id, lower(plan) AS e FROM app.customer ORDER BY e) AS c;
SELECT 'ORACLE', id, name FROM app.customer WHERE salary IS NOT NULL;
