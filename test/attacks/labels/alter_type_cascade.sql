-- class: labels
-- who: owner
-- proves: ALTER TYPE ... CASCADE hands no values of typed tables to casts
CREATE TYPE app.sink AS ENUM ('x');
CREATE FUNCTION app.leak(text) RETURNS app.sink LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN NULL; END$$;
CREATE CAST (text AS app.sink) WITH FUNCTION app.leak(text) AS ASSIGNMENT;
ALTER TYPE app.form ALTER ATTRIBUTE secret TYPE app.sink CASCADE;
