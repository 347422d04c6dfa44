-- class: ddl
-- who: owner
-- proves: a check that is added NOT VALID and validated later is given no values
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
ALTER TABLE app.customer ADD CONSTRAINT c CHECK (app.leak(ssn)) NOT VALID;
ALTER TABLE app.customer VALIDATE CONSTRAINT c;
