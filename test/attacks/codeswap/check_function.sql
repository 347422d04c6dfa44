-- class: codeswap
-- who: owner
-- proves: replacing a function that a CHECK constraint calls gives it no values
-- @setup
CREATE FUNCTION app.fine(v text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$BEGIN RETURN true; END$$;
ALTER FUNCTION app.fine OWNER TO attack_owner;
ALTER TABLE app.customer ADD CHECK (app.fine(ssn));
-- @attack
CREATE OR REPLACE FUNCTION app.fine(v text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', v; RETURN true; END$$;
UPDATE app.customer SET name = 'x' WHERE id > 100;
