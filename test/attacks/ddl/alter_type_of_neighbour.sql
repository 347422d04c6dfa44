-- class: ddl
-- who: owner
-- proves: with a new type of an open column, a CHECK or index does not get operators that see a restricted one
-- @setup
CREATE TABLE app.visit (id int, consent boolean DEFAULT false, kind text DEFAULT 'x', secret text, CHECK (secret <> kind));
CREATE INDEX ON app.visit ((secret || kind));
INSERT INTO app.visit (id, secret) SELECT id, ssn FROM app.customer;
ALTER TABLE app.visit OWNER TO attack_owner;
-- @labels
SELECT pg_temp.label('app.visit', 'secret', '''withheld''');
-- @attack
SET search_path = app, public;
CREATE TYPE mood AS ENUM ('a', 'b');
CREATE FUNCTION leak(text, mood) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
CREATE OPERATOR <> (leftarg = text, rightarg = mood, function = leak);
CREATE FUNCTION leak2(text, mood) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN $1; END$$;
CREATE OPERATOR || (leftarg = text, rightarg = mood, function = leak2);
ALTER TABLE visit ALTER kind DROP DEFAULT, ALTER kind TYPE mood USING 'a';
