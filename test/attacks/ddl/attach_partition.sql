-- class: ddl
-- who: owner
-- proves: attaching a table tells nothing of its values
CREATE TABLE app.all_mat (LIKE app.guarded) PARTITION BY LIST (secret);
DELETE FROM app.guarded WHERE consent;
ALTER TABLE app.guarded DISABLE ROW LEVEL SECURITY;
ALTER TABLE app.all_mat ATTACH PARTITION app.guarded FOR VALUES IN ('x');
CREATE FUNCTION app.leak(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN $1; END$$;
CREATE TABLE app.by_leak (id int NOT NULL, consent boolean NOT NULL, city text, secret text) PARTITION BY LIST (app.leak(secret));
ALTER TABLE app.by_leak ATTACH PARTITION app.guarded FOR VALUES IN ('x');
