-- class: ddl
-- who: owner
-- proves: nor does it put a table with restricted columns below the one that is altered
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
CREATE TABLE app.above (id int, secret text);
ALTER TABLE app.guarded ADD COLUMN z int;
CREATE FUNCTION app.adopt() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
	ALTER TABLE app.guarded INHERIT app.above;
	RETURN 1;
END$$;
CREATE FUNCTION app.steady() RETURNS int LANGUAGE plpgsql STABLE AS $$
BEGIN
	PERFORM app.adopt();
	RETURN 1;
END$$;
ALTER TABLE app.above ADD COLUMN z int DEFAULT app.steady(), ADD CHECK (app.leak(secret)) ;
