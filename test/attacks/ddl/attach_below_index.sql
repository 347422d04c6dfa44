-- class: ddl
-- who: owner
-- proves: a table with restricted columns does not get the indexes of a parent of the owner's own
CREATE FUNCTION app.leak(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN $1; END$$;
CREATE TABLE app.above (id int NOT NULL, consent boolean NOT NULL, city text, secret text) PARTITION BY LIST (consent);
CREATE INDEX ON app.above (app.leak(secret));
DELETE FROM app.guarded WHERE consent;
ALTER TABLE app.above ATTACH PARTITION app.guarded FOR VALUES IN (false);
