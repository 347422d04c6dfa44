-- class: labels
-- who: owner
-- proves: the settings of a function that a mask calls cannot be changed by its owner
-- @setup
CREATE FUNCTION app.hide(v text) RETURNS text LANGUAGE sql IMMUTABLE
	SET search_path = pg_catalog, pg_temp AS $$SELECT left(v, 0)$$;
ALTER FUNCTION app.hide OWNER TO attack_owner;
-- @labels
ALTER FUNCTION app.hide OWNER TO CURRENT_USER;
SELECT pg_temp.label('app.customer', 'ssn', 'app.hide(ssn)');
ALTER FUNCTION app.hide OWNER TO attack_owner;
-- @attack
CREATE SCHEMA evil;
GRANT ALL ON SCHEMA evil TO PUBLIC;
CREATE FUNCTION evil.left(v text, n int) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RETURN v; END$$;
ALTER FUNCTION app.hide SET search_path = evil, pg_catalog;
SELECT ssn FROM app.customer;
ALTER FUNCTION app.hide RESET search_path;
SET search_path = evil, pg_catalog;
SELECT ssn FROM app.customer;
