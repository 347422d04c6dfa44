-- class: parallel
-- who: stranger
-- shows: difference
-- proves: no setting of the planner's brings back hidden orders
SET enable_seqscan = off; SET enable_sort = off; SET enable_hashjoin = off; SET enable_hashagg = off;
SET enable_material = off; SET from_collapse_limit = 1; SET join_collapse_limit = 1; SET geqo_threshold = 2;
SELECT 'ORACLE', c.id FROM app.customer AS c JOIN app.city AS t ON t.name = c.city WHERE c.city = 'city 2';
SELECT 'ORACLE', c.id FROM app.city AS t, LATERAL (SELECT id FROM app.customer WHERE city = t.name OFFSET 0) AS c;
SET constraint_exclusion = on; SET enable_partition_pruning = off;
SELECT 'ORACLE', id FROM app.payment WHERE amount < 7310060 ORDER BY id;
