-- class: ddl
-- who: owner
-- proves: no function that computes the bounds of a partition gives its name to a table with restricted columns
CREATE FUNCTION app.leak(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN $1; END$$;
CREATE TABLE app.above (id int NOT NULL, consent boolean NOT NULL, city text, secret text) PARTITION BY LIST (consent);
CREATE INDEX ON app.above (app.leak(secret));
DELETE FROM app.guarded WHERE consent;
CREATE TABLE app.decoy (LIKE app.guarded);
CREATE FUNCTION app.swap() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	ALTER TABLE app.decoy RENAME TO gone;
	ALTER TABLE app.guarded RENAME TO decoy;
	RETURN false;
END$$;
ALTER TABLE app.above ATTACH PARTITION app.decoy FOR VALUES IN (app.swap());
