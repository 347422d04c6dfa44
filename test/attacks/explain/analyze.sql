-- class: explain
-- who: stranger
-- shows: difference
-- proves: EXPLAIN ANALYZE counts no rows by hidden values
-- literals: 7310060 7310090
EXPLAIN (ANALYZE, BUFFERS OFF, TIMING OFF, SUMMARY OFF, COSTS OFF) SELECT FROM app.customer WHERE salary < 7310060;
EXPLAIN (ANALYZE, BUFFERS OFF, TIMING OFF, SUMMARY OFF, COSTS OFF) SELECT plan FROM app.customer GROUP BY plan, salary > 7310090;
