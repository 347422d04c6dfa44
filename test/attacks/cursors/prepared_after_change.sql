-- class: cursors
-- who: clerk
-- proves: a prepared statement is planned anew after a change of purpose
SET purpose.current = 'service';
PREPARE p AS SELECT ssn FROM app.customer WHERE id > 100;
PREPARE q (int) AS SELECT salary, email FROM app.customer WHERE id = $1;
EXECUTE p \g /dev/null
SET plan_cache_mode = force_generic_plan;
EXECUTE q (3);
RESET purpose.current;
EXECUTE p;
EXECUTE q (30);
EXPLAIN (ANALYZE, BUFFERS OFF, COSTS OFF, TIMING OFF, SUMMARY OFF) EXECUTE p;
CREATE TABLE app.mine AS EXECUTE q (31);
TABLE app.mine;
SET purpose.current = 'marketing';
EXECUTE p;
EXECUTE q (32);
