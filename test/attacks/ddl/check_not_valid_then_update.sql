-- class: ddl
-- who: owner
-- proves: a check that is added for new rows only is not handed those that an UPDATE copies
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
ALTER TABLE app.customer ADD CONSTRAINT c CHECK (app.leak(ssn)) NOT VALID;
UPDATE app.customer SET name = 'x' WHERE id > 100;
