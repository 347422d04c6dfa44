-- class: views
-- who: stranger
-- proves: nor does a security barrier
SELECT * FROM app.customer_barrier;
SELECT to_json(v) FROM app.customer_barrier AS v WHERE id > 100;
