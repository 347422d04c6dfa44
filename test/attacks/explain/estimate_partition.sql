-- class: explain
-- who: stranger
-- shows: difference
-- proves: estimates do not depend on the statistics of children and partitions
-- literals: 7310060 7310090
EXPLAIN SELECT FROM app.payment WHERE amount < 7310060;
EXPLAIN SELECT FROM app.payment_2023 WHERE amount < 7310060;
EXPLAIN SELECT FROM app.person WHERE tax < '06';
EXPLAIN SELECT FROM app.manager WHERE bonus < 7310060;
