-- class: explain
-- who: stranger
-- proves: no message of any level holds a value
SET client_min_messages = debug4;
SET debug_print_parse = on; SET debug_print_rewritten = on; SET debug_print_plan = on;
SELECT ssn, salary FROM app.customer WHERE id = 9;
SELECT id FROM app.customer ORDER BY ssn LIMIT 1;
UPDATE app.customer SET name = 'x' WHERE id = 9 RETURNING email;
