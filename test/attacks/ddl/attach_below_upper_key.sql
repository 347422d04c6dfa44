-- class: ddl
-- who: owner
-- proves: attaching a table does not call the key of a table further up
CREATE FUNCTION app.leak(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN 'x'; END$$;
CREATE TABLE app.top (id int NOT NULL, consent boolean NOT NULL, city text, secret text) PARTITION BY LIST (app.leak(secret));
CREATE TABLE app.above PARTITION OF app.top FOR VALUES IN ('x') PARTITION BY LIST (consent);
DELETE FROM app.guarded WHERE consent;
ALTER TABLE app.above ATTACH PARTITION app.guarded FOR VALUES IN (false);
