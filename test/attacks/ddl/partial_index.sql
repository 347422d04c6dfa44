-- class: ddl
-- who: owner
-- proves: building an index hands no values to its condition
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
CREATE INDEX ON app.customer (id) WHERE app.leak(ssn);
CREATE UNIQUE INDEX ON app.employee (id) WHERE app.leak(badge);
