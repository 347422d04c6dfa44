-- class: explain
-- who: stranger
-- shows: difference
-- proves: estimates do not depend on the statistics of index expressions
EXPLAIN SELECT FROM app.customer WHERE lower(plan) LIKE '%gold';
EXPLAIN SELECT FROM app.customer GROUP BY lower(plan);
EXPLAIN SELECT FROM app.customer WHERE lower(plan) IS NULL;
