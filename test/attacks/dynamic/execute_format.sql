-- class: dynamic
-- who: stranger
-- proves: EXECUTE, \gexec and prepared statements run a string as any other query
DO $$DECLARE v text; BEGIN EXECUTE format('SELECT %I FROM %I.%I WHERE id = 9', 'ssn', 'app', 'customer') INTO v; RAISE NOTICE '%', v; END$$;
SELECT 'SELECT ' || quote_literal(ssn) FROM app.customer WHERE id = 9 \gexec
PREPARE p (text) AS SELECT $1, ssn FROM app.customer;
EXECUTE p ('x');
