-- class: explain
-- who: stranger
-- shows: difference
-- proves: an index whose condition holds hidden columns is not used
-- literals: 7310060 7310090
SET enable_seqscan = off;
EXPLAIN SELECT id FROM app.customer WHERE salary > 7310060;
EXPLAIN SELECT id FROM app.customer WHERE salary > 7310060 AND id < 50;
SELECT 'ORACLE', count(*) FROM app.customer WHERE salary > 7310060 AND id < 50;
