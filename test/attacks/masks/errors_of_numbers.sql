-- class: masks
-- who: stranger
-- proves: neither do errors that quote a number, or have the value in the statement that a mask's function puts together, in its context, or in the parameters that a setting adds
-- modes: mask cond
-- @setup
CREATE FUNCTION app.strict(value text) RETURNS text LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE result text;
BEGIN
	SELECT relname INTO STRICT result FROM pg_catalog.pg_class WHERE relname = value;
	RETURN result;
END $$;
CREATE FUNCTION app.pieced(value text) RETURNS text LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE result text;
BEGIN
	EXECUTE 'SELECT 1 FROM ' || quote_ident('map_' || value) INTO result;
	RETURN result;
END $$;
CREATE SEQUENCE app.counter;
GRANT ALL ON app.counter TO PUBLIC;
CREATE FUNCTION app.early(value text) RETURNS text LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE result text;
BEGIN
	EXECUTE format('SELECT currval(''app.counter''), %L', value) INTO result;
	RETURN result;
END $$;
CREATE TABLE app.vault (value text PRIMARY KEY);
INSERT INTO app.vault SELECT plan FROM app.customer GROUP BY plan;
GRANT ALL ON app.vault TO PUBLIC;
CREATE FUNCTION app.token(value text) RETURNS text LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	INSERT INTO app.vault VALUES (value);
	RETURN 'new';
END $$;
-- @labels
SELECT pg_temp.label('app.customer', 'birth', 'make_date(2000, salary, 1)');
SELECT pg_temp.label('app.customer', 'salary', 'length(chr(salary))');
SELECT pg_temp.label('app.customer', 'email', 'get_byte(''\x00'', salary)::text');
SELECT pg_temp.label('app.customer', 'ssn', 'app.strict(ssn)');
SELECT pg_temp.label('app.customer', 'dossier', 'app.pieced(ssn)');
SELECT pg_temp.label('app.customer', 'diagnosis', 'app.early(ssn)');
SELECT pg_temp.label('app.customer', 'plan', 'app.token(plan)');
-- @attack
\set ON_ERROR_ROLLBACK on
SELECT birth FROM app.customer WHERE id = 7;
SELECT salary FROM app.customer WHERE id = 7;
SELECT email FROM app.customer WHERE id = 7;
DO $$ BEGIN END $$;
SET LOCAL plpgsql.print_strict_params = on;
SELECT ssn FROM app.customer WHERE id = 7;
SELECT dossier FROM app.customer WHERE id = 7;
SELECT diagnosis FROM app.customer WHERE id = 7;
SELECT plan FROM app.customer WHERE id = 7;
