-- class: subqueries
-- who: stranger
-- shows: difference
-- proves: an EXISTS whose output list does something is looked at
SELECT 'ORACLE', i, EXISTS (SELECT generate_series(1, right(left(ssn, 3), 1)::int - 4) FROM app.customer WHERE id = i)
FROM generate_series(5, 25) AS i;
SELECT 'ORACLE', i, EXISTS (SELECT 1 FROM app.customer WHERE id = i GROUP BY ssn HAVING max(ssn) < '06')
FROM generate_series(5, 25) AS i;
SELECT 'ORACLE', i, EXISTS (SELECT ssn < '06' FROM app.customer WHERE id = i EXCEPT SELECT true)
FROM generate_series(5, 25) AS i;
