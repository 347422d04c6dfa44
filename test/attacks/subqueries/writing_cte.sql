-- class: subqueries
-- who: stranger
-- proves: a writing CTE hands nothing on
WITH u AS (UPDATE app.customer SET name = name RETURNING id, ssn) SELECT * FROM u;
WITH d AS (DELETE FROM app.customer RETURNING *) SELECT ssn FROM d;
WITH i AS (INSERT INTO app.customer (id, name, ssn) SELECT 1000, 'x', max(ssn) FROM app.customer RETURNING ssn)
SELECT * FROM i;
