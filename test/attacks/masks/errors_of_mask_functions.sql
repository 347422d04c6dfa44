-- class: masks
-- who: stranger
-- proves: an error inside a function that a mask calls quotes no value, nor does its context
-- modes: mask cond
-- @setup
CREATE FUNCTION app.strict(v text) RETURNS text LANGUAGE plpgsql IMMUTABLE
	SET search_path = pg_catalog, pg_temp AS $$BEGIN RETURN (v::int)::text; END$$;
CREATE FUNCTION app.strict_sql(v text) RETURNS text LANGUAGE sql IMMUTABLE
	SET search_path = pg_catalog, pg_temp AS $$SELECT (v::int)::text$$;
CREATE FUNCTION app.raising(v text) RETURNS text LANGUAGE plpgsql IMMUTABLE
	SET search_path = pg_catalog, pg_temp AS $$BEGIN RAISE data_exception USING MESSAGE = 'no ' || v, DETAIL = v, HINT = v; END$$;
-- @labels
SELECT pg_temp.label('app.customer', 'ssn', 'app.strict(ssn)');
SELECT pg_temp.label('app.customer', 'email', 'app.strict_sql(email)');
SELECT pg_temp.label('app.customer', 'plan', 'app.raising(plan)');
-- @attack
SELECT ssn FROM app.customer WHERE id > 4;
SELECT email FROM app.customer WHERE id > 4;
SELECT plan FROM app.customer WHERE id > 4;
SELECT app.strict(ssn) FROM app.customer WHERE id > 4;
