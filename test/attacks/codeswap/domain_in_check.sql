-- class: codeswap
-- who: owner
-- proves: a domain that a CHECK converts restricted values to does not get a constraint that leaks them
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
ALTER DOMAIN app.checked_text ADD CHECK (app.leak(VALUE));
UPDATE app.converted SET id = id;
-- @setup
SET ROLE attack_owner;
CREATE DOMAIN app.checked_text AS text;
CREATE TABLE app.converted (id int, consent boolean DEFAULT false, secret text, CHECK (secret::app.checked_text <> ''));
RESET ROLE;
INSERT INTO app.converted SELECT id, consent, secret FROM app.guarded;
-- @labels
SELECT pg_temp.label('app.converted', 'secret', '''withheld''');
