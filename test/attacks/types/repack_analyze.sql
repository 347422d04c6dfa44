-- class: types
-- who: owner
-- from: 19
-- needs: commit
-- proves: REPACK (ANALYZE) calls no function of the owner's range type on a restricted column
-- @setup
CREATE FUNCTION app.diff(text, text) RETURNS float8 LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak % %', $1, $2; RETURN 1; END$$;
ALTER FUNCTION app.diff OWNER TO attack_owner;
CREATE TYPE app.span AS RANGE (subtype = text, subtype_diff = app.diff);
ALTER TYPE app.span OWNER TO attack_owner;
CREATE TABLE app.visit (id int, consent boolean DEFAULT false, during app.span) WITH (autovacuum_enabled = off);
INSERT INTO app.visit SELECT id, false, app.span(ssn, ssn || 'z') FROM app.customer WHERE id > 4;
ALTER TABLE app.visit OWNER TO attack_owner;
-- @labels
SELECT pg_temp.label('app.visit', 'during', '''empty''');
-- @attack
REPACK (ANALYZE) app.visit;
