-- class: explain
-- who: stranger
-- shows: difference
-- proves: estimates do not depend on how many values are NULL or distinct
EXPLAIN SELECT FROM app.customer WHERE diagnosis IS NULL;
EXPLAIN SELECT diagnosis FROM app.customer GROUP BY diagnosis;
EXPLAIN SELECT count(*) FROM app.customer AS a, app.customer AS b WHERE a.diagnosis = b.diagnosis;
