-- class: codeswap
-- who: owner
-- proves: replacing a function that a view calls on its columns gives it masked values
-- @setup
CREATE FUNCTION app.norm(v text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$BEGIN RETURN v; END$$;
ALTER FUNCTION app.norm OWNER TO attack_owner;
CREATE VIEW app.normed AS SELECT id, app.norm(ssn) AS s FROM app.customer;
ALTER VIEW app.normed OWNER TO attack_owner;
-- @attack
CREATE OR REPLACE FUNCTION app.norm(v text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', v; RETURN v; END$$;
SELECT count(s) FROM app.normed;
TABLE app.normed;
