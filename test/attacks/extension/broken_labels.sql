-- class: extension
-- who: stranger
-- proves: a label that does not resolve any more closes its column
-- @setup
CREATE FUNCTION app.gone(v text) RETURNS text LANGUAGE sql IMMUTABLE
	SET search_path = pg_catalog, pg_temp AS $$SELECT 'hidden'$$;
-- @labels
SELECT pg_temp.label('app.customer', 'ssn', 'app.gone(ssn)');
DROP FUNCTION app.gone;
SET check_function_bodies = off;
SECURITY LABEL FOR purpose ON COLUMN app.customer.email IS 'ALLOW service; ALLOW nobody_knows; ELSE MASK WITH (no_such(email))';
SECURITY LABEL FOR purpose ON COLUMN app.customer.salary IS 'ALLOW service; ALLOW research WHEN (no_such); ELSE NULL';
-- @attack
CREATE FUNCTION app.gone(text) RETURNS text LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION pg_temp.no_such(text) RETURNS text LANGUAGE sql AS 'SELECT $1';
SELECT ssn FROM app.customer;
SELECT email FROM app.customer;
SELECT salary FROM app.customer;
