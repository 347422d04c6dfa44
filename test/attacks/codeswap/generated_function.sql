-- class: codeswap
-- who: owner
-- proves: replacing a function that a generated column calls gives it no values
-- needs: commit
-- @setup
CREATE FUNCTION app.norm(v text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$BEGIN RETURN v; END$$;
ALTER FUNCTION app.norm OWNER TO attack_owner;
ALTER TABLE app.customer ADD COLUMN g text GENERATED ALWAYS AS (app.norm(ssn)) STORED;
-- @attack
CREATE OR REPLACE FUNCTION app.norm(v text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', v; RETURN v; END$$;
VACUUM FULL app.customer;
UPDATE app.customer SET name = 'x', ssn = ssn WHERE id > 100;
