-- class: writing
-- who: stranger
-- shows: difference
-- proves: how many rows a DELETE removes does not tell of hidden values
DELETE FROM app.orders USING app.customer AS c WHERE c.id = orders.customer AND c.ssn < '06' RETURNING orders.id;
DELETE FROM app.guarded WHERE secret < '06' RETURNING id;
DELETE FROM app.customer WHERE salary < 7310060;
SELECT 'ORACLE', count(*) FROM app.customer;
