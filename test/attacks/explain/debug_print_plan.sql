-- class: explain
-- who: stranger
-- shows: difference
-- proves: a plan that is printed to the client has nothing to tell
-- literals: 7310060 7310090
SET client_min_messages = log;
SET debug_print_plan = on; SET debug_print_rewritten = on; SET debug_pretty_print = off;
SELECT count(*) FROM app.customer WHERE salary < 7310060;
SELECT count(*) FROM app.customer GROUP BY plan;
