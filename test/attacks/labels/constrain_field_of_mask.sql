-- class: labels
-- who: owner
-- modes: mask cond
-- proves: a domain inside of a type that a mask converts to does not hand on the values
-- @setup
CREATE DOMAIN app.code AS text;
ALTER DOMAIN app.code OWNER TO attack_owner;
CREATE TYPE app.couple AS (one int, code app.code);
ALTER TYPE app.couple OWNER TO attack_owner;
-- @labels
SET check_function_bodies = off;
SELECT pg_temp.label('app.customer', 'ssn', 'left((''(1,'' || ssn || '')'')::app.couple::text, 0)');
SELECT pg_temp.label('app.customer', 'email', 'left((''{'' || email || ''}'')::app.code[]::text, 0)');
RESET check_function_bodies;
-- @attack
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
ALTER DOMAIN app.code ADD CHECK (app.leak(VALUE));
SELECT email, ('{' || email || '}')::app.code[] FROM app.customer;
SELECT ssn, ('(1,' || ssn || ')')::app.couple FROM app.customer;
