-- class: triggers
-- who: stranger
-- proves: nobody adds a trigger with transition tables
CREATE FUNCTION app.leak() RETURNS trigger LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak %', (SELECT string_agg(ssn, ' ') FROM gone); RETURN NULL; END$$;
CREATE TRIGGER t AFTER DELETE ON app.customer REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION app.leak();
DELETE FROM app.customer WHERE id > 60;
