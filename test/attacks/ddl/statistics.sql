-- class: ddl
-- who: owner
-- proves: new extended statistics are given no values
CREATE FUNCTION app.leak(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN $1; END$$;
CREATE STATISTICS app.s1 ON (app.leak(ssn)) FROM app.customer;
CREATE STATISTICS app.s2 ON (app.leak(ssn)), id FROM app.customer;
ANALYZE app.customer;
