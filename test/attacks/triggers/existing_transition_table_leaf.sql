-- class: triggers
-- who: stranger
-- proves: a transition table of a partitioned table has the policy of its partitions too
-- @setup
CREATE TABLE app.visit (id int, consent boolean DEFAULT false, year int, secret text) PARTITION BY LIST (year);
CREATE TABLE app.visit_1 PARTITION OF app.visit FOR VALUES IN (1);
INSERT INTO app.visit SELECT id, false, 1, ssn FROM app.customer;
CREATE FUNCTION app.audit() RETURNS trigger LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'audit %', (SELECT string_agg(secret, ' ') FROM gone); RETURN NULL;
	EXCEPTION WHEN insufficient_privilege THEN RETURN NULL; END$$;
CREATE TRIGGER audit AFTER DELETE ON app.visit REFERENCING OLD TABLE AS gone
	FOR EACH STATEMENT EXECUTE FUNCTION app.audit();
GRANT ALL ON app.visit TO PUBLIC;
-- @labels
SELECT pg_temp.label('app.visit_1', 'secret', '''withheld''');
-- @attack
DELETE FROM app.visit WHERE id > 60;
