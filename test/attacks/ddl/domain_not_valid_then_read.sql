-- class: ddl
-- who: owner
-- proves: a domain's constraint for new values only is given no old ones
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
ALTER DOMAIN app.secret_text ADD CONSTRAINT c CHECK (app.leak(VALUE)) NOT VALID;
SELECT d::text::app.secret_text FROM app.mixed;
UPDATE app.mixed SET d = d;
