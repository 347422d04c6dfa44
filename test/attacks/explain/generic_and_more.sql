-- class: explain
-- who: stranger
-- from: 17
-- shows: difference
-- literals: 7310060 ZEBRA-gold
-- proves: the newer options of EXPLAIN tell no more than the older ones
EXPLAIN (GENERIC_PLAN) SELECT * FROM app.customer WHERE salary > 7310060;
EXPLAIN (GENERIC_PLAN) SELECT * FROM app.customer WHERE plan = $1;
EXPLAIN (GENERIC_PLAN, VERBOSE, SETTINGS) SELECT id FROM app.customer WHERE ssn < '060' ORDER BY salary;
EXPLAIN (ANALYZE, SERIALIZE TEXT, MEMORY OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF, COSTS OFF) SELECT id FROM app.customer WHERE salary > 7310060;
EXPLAIN (ANALYZE, SERIALIZE BINARY, TIMING OFF, SUMMARY OFF, BUFFERS OFF, COSTS OFF) SELECT id FROM app.customer WHERE plan = 'ZEBRA-gold';
