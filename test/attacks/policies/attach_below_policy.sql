-- class: policies
-- who: owner
-- proves: row security of a partitioned table of the owner's own is not asked about rows of a table that is attached
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
CREATE TABLE app.above (id int NOT NULL, consent boolean NOT NULL, city text, secret text) PARTITION BY LIST (consent);
CREATE POLICY p ON app.above USING (app.leak(secret));
ALTER TABLE app.above ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DELETE FROM app.guarded WHERE consent;
ALTER TABLE app.above ATTACH PARTITION app.guarded FOR VALUES IN (false);
SELECT id FROM app.above;
