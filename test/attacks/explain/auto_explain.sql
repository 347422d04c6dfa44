-- class: explain
-- who: super
-- shows: difference
-- proves: a plan that auto_explain reports does not depend on hidden values
-- literals: 7310060 7310090
-- purpose: none
-- requires: plpgsql
LOAD 'auto_explain';
SET auto_explain.log_min_duration = 0; SET auto_explain.log_level = notice; SET auto_explain.log_analyze = on;
SET auto_explain.log_timing = off; SET auto_explain.log_nested_statements = on;
SET client_min_messages = notice;
DO $$BEGIN PERFORM count(*) FROM app.customer WHERE salary < 7310060 GROUP BY plan; END$$;
