-- class: ddl
-- who: owner
-- proves: a new generated column is given no values
CREATE FUNCTION app.leak(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN $1; END$$;
ALTER TABLE app.customer ADD COLUMN g text GENERATED ALWAYS AS (app.leak(ssn)) STORED;
ALTER TABLE app.customer ADD COLUMN h text GENERATED ALWAYS AS (ssn || '') STORED;
SELECT g, h FROM app.customer;
