-- class: ddl
-- who: owner
-- proves: nor does it move the search_path, so that the name is one of another schema
CREATE FUNCTION app.leak(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN $1; END$$;
CREATE TABLE app.above (id int NOT NULL, consent boolean NOT NULL, city text, secret text) PARTITION BY LIST (consent);
CREATE INDEX ON app.above (app.leak(secret));
DELETE FROM app.guarded WHERE consent;
CREATE TABLE public.guarded (LIKE app.guarded);
CREATE FUNCTION app.move() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	PERFORM set_config('search_path', 'app', true);
	RETURN false;
END$$;
SET LOCAL search_path = public;
ALTER TABLE app.above ATTACH PARTITION guarded FOR VALUES IN (app.move());
