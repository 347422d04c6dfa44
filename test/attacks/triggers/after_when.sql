-- class: triggers
-- who: stranger
-- proves: nobody adds a trigger with a condition, after the fact, or as a constraint
CREATE FUNCTION app.leak() RETURNS trigger LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak %', OLD.ssn; RETURN NULL; END$$;
CREATE TRIGGER t AFTER UPDATE OF name ON app.customer FOR EACH ROW WHEN (OLD.ssn < '06') EXECUTE FUNCTION app.leak();
CREATE CONSTRAINT TRIGGER c AFTER UPDATE ON app.customer DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.leak();
UPDATE app.customer SET name = 'x';
SET CONSTRAINTS ALL IMMEDIATE;
