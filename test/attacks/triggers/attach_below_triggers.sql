-- class: triggers
-- who: owner
-- proves: a table with restricted columns does not get the triggers of a parent of the owner's own
CREATE FUNCTION app.leak() RETURNS trigger LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak % %', OLD, NEW; RETURN NEW; END$$;
CREATE TABLE app.above (id int NOT NULL, consent boolean NOT NULL, city text, secret text) PARTITION BY LIST (consent);
CREATE TRIGGER t BEFORE UPDATE ON app.above FOR EACH ROW EXECUTE FUNCTION app.leak();
DELETE FROM app.guarded WHERE consent;
ALTER TABLE app.above ATTACH PARTITION app.guarded FOR VALUES IN (false);
UPDATE app.guarded SET city = 'x';
UPDATE app.above SET city = 'x';
