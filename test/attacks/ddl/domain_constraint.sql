-- class: ddl
-- who: owner
-- proves: a new constraint of a domain is given no values
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
ALTER DOMAIN app.secret_text ADD CHECK (app.leak(VALUE));
ALTER DOMAIN app.secret_text ADD CONSTRAINT c CHECK (app.leak(VALUE)) NOT VALID;
ALTER DOMAIN app.secret_text VALIDATE CONSTRAINT c;
ALTER DOMAIN app.secret_text ADD CONSTRAINT d CHECK (VALUE < '06');
