-- class: explain
-- who: stranger
-- shows: difference
-- proves: estimates do not depend on the histogram
-- literals: 7310040 7310000 7310400 1871-04-01
EXPLAIN SELECT FROM app.customer WHERE salary < 7310040;
EXPLAIN SELECT FROM app.customer WHERE ssn < '05' AND birth > '1871-04-01';
EXPLAIN SELECT FROM app.customer AS a JOIN (SELECT i FROM generate_series(7310000, 7310400) AS i) AS b ON a.salary = i;
