-- class: masks
-- who: stranger
-- proves: functions and operators below a mask are not the caller's
-- @setup
CREATE FUNCTION app.short(v text) RETURNS text LANGUAGE plpgsql IMMUTABLE
	SET search_path = pg_catalog, pg_temp AS $$BEGIN RETURN left(lower(v), 0) || 'x'; END$$;
-- @labels
SELECT pg_temp.label('app.customer', 'ssn', 'app.short(ssn)');
SELECT pg_temp.label('app.customer', 'email', 'left(email, 1) || ''x''');
-- @attack
CREATE SCHEMA evil;
CREATE FUNCTION evil.leak(v text) RETURNS text LANGUAGE plpgsql AS $$BEGIN RAISE NOTICE 'leak %', v; RETURN v; END$$;
CREATE FUNCTION evil.lower(v text) RETURNS text LANGUAGE sql AS 'SELECT evil.leak(v)';
CREATE FUNCTION evil.left(v text, n int) RETURNS text LANGUAGE sql AS 'SELECT evil.leak(v)';
CREATE FUNCTION pg_temp.lower(v text) RETURNS text LANGUAGE sql AS 'SELECT evil.leak(v)';
CREATE FUNCTION evil.cat(a text, b text) RETURNS text LANGUAGE sql AS 'SELECT evil.leak(a)';
CREATE OPERATOR evil.|| (PROCEDURE = evil.cat, LEFTARG = text, RIGHTARG = text);
SET search_path = evil, pg_temp, pg_catalog, app;
SELECT ssn, email FROM customer;
