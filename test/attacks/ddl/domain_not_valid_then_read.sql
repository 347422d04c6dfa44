-- class: ddl
-- who: owner
-- proves: nor is one for new values only
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
ALTER DOMAIN app.secret_text ADD CONSTRAINT c CHECK (app.leak(VALUE)) NOT VALID;
SELECT d::text::app.secret_text FROM app.mixed;
UPDATE app.mixed SET d = d;
