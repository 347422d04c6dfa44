-- class: labels
-- who: owner
-- modes: mask cond
-- proves: another type in the place of one that a mask converts to is not handed the values
-- @setup
CREATE DOMAIN app.code AS text;
-- @labels
SELECT pg_temp.label('app.customer', 'ssn', 'left(ssn::app.code, 0)');
-- @setup
ALTER DOMAIN app.code OWNER TO attack_owner;
-- @attack
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
ALTER DOMAIN app.code RENAME TO old_code;
CREATE DOMAIN app.code AS text CHECK (app.leak(VALUE));
SELECT ssn, ssn::app.code FROM app.customer;
