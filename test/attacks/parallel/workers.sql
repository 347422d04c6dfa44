-- class: parallel
-- who: stranger
-- proves: parallel workers mask as their leader does
-- literals: x
SET debug_parallel_query = on; SET force_parallel_mode = on;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
SELECT ssn, salary FROM app.customer;
SELECT string_agg(ssn, ' ') FROM app.customer;
SELECT count(*), max(email) FROM app.customer GROUP BY city;
