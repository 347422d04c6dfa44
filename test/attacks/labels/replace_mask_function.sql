-- class: labels
-- who: owner
-- proves: a function that a mask calls cannot be replaced by its owner
-- @setup
CREATE FUNCTION app.hide(v text) RETURNS text LANGUAGE sql IMMUTABLE
	SET search_path = pg_catalog, pg_temp AS $$SELECT 'hidden'$$;
ALTER FUNCTION app.hide OWNER TO attack_owner;
-- @labels
ALTER FUNCTION app.hide OWNER TO CURRENT_USER;
SELECT pg_temp.label('app.customer', 'ssn', 'app.hide(ssn)');
ALTER FUNCTION app.hide OWNER TO attack_owner;
-- @attack
CREATE OR REPLACE FUNCTION app.hide(v text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT v';
SELECT ssn FROM app.customer;
