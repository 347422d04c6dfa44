-- class: ddl
-- who: owner
-- needs: commit
-- proves: statistics of a parent of the owner's own are not computed from a child that has restricted columns
CREATE FUNCTION app.leak(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN $1; END$$;
CREATE TABLE app.above (id int, consent boolean NOT NULL, city text, secret text);
CREATE STATISTICS app.leaking ON (app.leak(secret)) FROM app.above;
ALTER TABLE app.guarded INHERIT app.above;
ANALYZE app.above;
