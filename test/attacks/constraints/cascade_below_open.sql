-- class: constraints
-- who: stranger
-- proves: a row that a cascade from an open table cannot change is not quoted
-- @setup
CREATE TABLE app.country (code text PRIMARY KEY);
INSERT INTO app.country VALUES ('nl'), ('de');
CREATE TABLE app.visit (id int, consent boolean DEFAULT false, code text NOT NULL REFERENCES app.country ON DELETE SET NULL ON UPDATE CASCADE,
	secret text, CHECK (code <> 'xx')) WITH (autovacuum_enabled = off);
INSERT INTO app.visit SELECT id, false, 'nl', ssn FROM app.customer WHERE id > 4;
GRANT ALL ON app.country, app.visit TO PUBLIC;
-- @labels
SELECT pg_temp.label('app.visit', 'secret', '''withheld''');
-- @attack
DELETE FROM app.country;
UPDATE app.country SET code = 'xx' WHERE code = 'nl';
DO $$
DECLARE d text;
BEGIN
	DELETE FROM app.country;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS d = PG_EXCEPTION_DETAIL;
	RAISE NOTICE 'got %', d;
END $$;
