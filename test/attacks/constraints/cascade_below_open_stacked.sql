-- class: constraints
-- who: stranger
-- proves: a key that a cascade from an open table cannot delete is not quoted to a function
-- @setup
CREATE TABLE app.branch (id int PRIMARY KEY);
INSERT INTO app.branch SELECT id FROM app.customer;
CREATE TABLE app.desk (branch int REFERENCES app.branch ON DELETE CASCADE ON UPDATE CASCADE,
	consent boolean DEFAULT false, secret text UNIQUE) WITH (autovacuum_enabled = off);
CREATE TABLE app.key (consent boolean DEFAULT false, secret text REFERENCES app.desk (secret)) WITH (autovacuum_enabled = off);
INSERT INTO app.desk SELECT id, false, ssn FROM app.customer;
INSERT INTO app.key SELECT false, secret FROM app.desk WHERE branch > 4;
GRANT ALL ON app.branch, app.desk, app.key TO PUBLIC;
-- @labels
SELECT pg_temp.label('app.desk', 'secret', '''withheld''');
SELECT pg_temp.label('app.key', 'secret', '''withheld''');
-- @attack
DO $$
DECLARE d text;
BEGIN
	DELETE FROM app.branch;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS d = PG_EXCEPTION_DETAIL;
	RAISE NOTICE 'got %', d;
END $$;
