-- class: views
-- who: stranger
-- proves: a security barrier view gives no more than the table
SELECT * FROM app.customer_barrier;
SELECT to_json(v) FROM app.customer_barrier AS v WHERE id > 100;
