-- class: ddl
-- who: owner
-- proves: no default that is computed gives the name of an open column to a restricted one
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
CREATE FUNCTION app.swap() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
	ALTER TABLE app.guarded RENAME city TO town;
	ALTER TABLE app.guarded RENAME secret TO city;
	RETURN 1;
END$$;
CREATE FUNCTION app.steady() RETURNS int LANGUAGE plpgsql STABLE AS $$
BEGIN
	PERFORM app.swap();
	RETURN 1;
END$$;
ALTER TABLE app.guarded ADD COLUMN z int DEFAULT app.steady(), ADD CHECK (app.leak(city));
