-- class: codeswap
-- who: owner
-- proves: replacing a function that an index calls gives it no values
-- needs: commit
-- @setup
CREATE FUNCTION app.norm(v text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$BEGIN RETURN v; END$$;
ALTER FUNCTION app.norm OWNER TO attack_owner;
CREATE INDEX ON app.customer (app.norm(ssn));
-- @attack
CREATE OR REPLACE FUNCTION app.norm(v text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', v; RETURN v; END$$;
REINDEX TABLE app.customer;
ANALYZE app.customer;
VACUUM FULL app.customer;
UPDATE app.customer SET name = 'x', id = id + 1000 WHERE id > 100;
