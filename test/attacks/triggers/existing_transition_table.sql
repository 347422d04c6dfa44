-- class: triggers
-- who: stranger
-- proves: a query of transition tables is a query of the table's rows
-- @setup
CREATE FUNCTION app.audit() RETURNS trigger LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'audit %', (SELECT string_agg(ssn, ' ') FROM gone); RETURN NULL;
	EXCEPTION WHEN insufficient_privilege THEN RETURN NULL; END$$;
CREATE TRIGGER audit AFTER DELETE ON app.customer REFERENCING OLD TABLE AS gone
	FOR EACH STATEMENT EXECUTE FUNCTION app.audit();
-- @attack
DELETE FROM app.customer WHERE id > 60;
