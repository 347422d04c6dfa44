-- class: codeswap
-- who: owner
-- proves: an operator that becomes the negator of one in a CHECK is not called with values
-- @setup
CREATE FUNCTION app.is_none(text, text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$BEGIN RETURN $1 = $2; END$$;
CREATE OPERATOR app.=== (FUNCTION = app.is_none, LEFTARG = text, RIGHTARG = text);
ALTER FUNCTION app.is_none OWNER TO attack_owner;
ALTER OPERATOR app.=== (text, text) OWNER TO attack_owner;
ALTER TABLE app.customer ADD CHECK (NOT (ssn OPERATOR(app.===) 'none'));
-- @attack
CREATE FUNCTION app.leak(text, text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
CREATE OPERATOR app.!== (FUNCTION = app.leak, LEFTARG = text, RIGHTARG = text, NEGATOR = OPERATOR(app.===));
UPDATE app.customer SET name = 'x' WHERE id > 100;
