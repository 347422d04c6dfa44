-- class: ddl
-- who: owner
-- needs: commit
-- proves: a CHECK of a partition is not taken for the parent's because it reads the same: the cast in it may be another
-- @setup
SET ROLE attack_owner;
CREATE TYPE app.mood AS ENUM ('good');
CREATE FUNCTION app.to_mood(text) RETURNS app.mood LANGUAGE sql IMMUTABLE AS $$SELECT 'good'::app.mood$$;
CREATE CAST (text AS app.mood) WITH FUNCTION app.to_mood(text);
CREATE TABLE app.visit (id int NOT NULL, consent boolean NOT NULL, secret text,
	CONSTRAINT in_mood CHECK (secret::app.mood = 'good')) PARTITION BY LIST (id);
CREATE TABLE app.visit_7 PARTITION OF app.visit FOR VALUES IN (7);
RESET ROLE;
INSERT INTO app.visit SELECT id, consent, tax FROM app.person WHERE id = 7;
-- @labels
SELECT pg_temp.label('app.visit', 'secret', '''withheld''');
-- @attack
CREATE FUNCTION app.leak(text) RETURNS app.mood LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN 'good'; END$$;
DROP CAST (text AS app.mood);
CREATE CAST (text AS app.mood) WITH FUNCTION app.leak(text);
CREATE TABLE app.visit_8 (id int NOT NULL, consent boolean NOT NULL, secret text,
	CONSTRAINT in_mood CHECK (secret::app.mood = 'good'));
ALTER TABLE app.visit ATTACH PARTITION app.visit_8 FOR VALUES IN (8);
UPDATE app.visit SET id = 8 WHERE id = 7;
