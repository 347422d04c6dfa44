-- class: policies
-- who: owner
-- proves: row security of a parent of the owner's own is not asked about rows of a child that has restricted columns
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
CREATE TABLE app.above (id int, consent boolean NOT NULL, city text, secret text);
CREATE POLICY p ON app.above USING (app.leak(secret));
ALTER TABLE app.above ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE app.guarded INHERIT app.above;
SELECT id FROM app.above;
UPDATE app.above SET city = 'x';
