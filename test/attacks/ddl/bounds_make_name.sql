-- class: ddl
-- who: owner
-- proves: nor to a name that there was none of when the statement was checked
CREATE FUNCTION app.leak(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN $1; END$$;
CREATE TABLE app.above (id int NOT NULL, consent boolean NOT NULL, city text, secret text) PARTITION BY LIST (consent);
CREATE INDEX ON app.above (app.leak(secret));
DELETE FROM app.guarded WHERE consent;
CREATE FUNCTION app.appear() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	ALTER TABLE app.guarded RENAME TO decoy;
	RETURN false;
END$$;
ALTER TABLE app.above ATTACH PARTITION app.decoy FOR VALUES IN (app.appear());
