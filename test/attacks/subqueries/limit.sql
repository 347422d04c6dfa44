-- class: subqueries
-- who: stranger
-- shows: difference
-- proves: LIMIT and OFFSET take no hidden numbers
SELECT 'ORACLE', id FROM app.orders ORDER BY id LIMIT (SELECT left(ssn, 3)::int % 50 FROM app.customer WHERE id = 9);
SELECT 'ORACLE', id FROM app.orders ORDER BY id OFFSET (SELECT salary % 50 FROM app.customer WHERE id = 9);
