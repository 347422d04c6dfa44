-- class: constraints
-- who: stranger
-- proves: an expression of the table's own that fails on a row quotes no operand, whatever makes it run
-- @setup
CREATE TABLE app.visit (id int PRIMARY KEY, consent boolean DEFAULT false, kind int, secret text,
	g int GENERATED ALWAYS AS (CASE WHEN kind > 100 THEN secret::int ELSE 0 END) STORED) WITH (autovacuum_enabled = off);
INSERT INTO app.visit SELECT id, false, 1, ssn FROM app.customer WHERE id > 4;
CREATE TABLE app.checked (id int PRIMARY KEY, consent boolean DEFAULT false, kind int, secret text,
	CHECK (kind < 100 OR secret::int > 0)) WITH (autovacuum_enabled = off);
INSERT INTO app.checked SELECT id, false, 1, ssn FROM app.customer WHERE id > 4;
CREATE TABLE app.indexed (id int PRIMARY KEY, consent boolean DEFAULT false, kind int, secret text) WITH (autovacuum_enabled = off);
CREATE INDEX ON app.indexed ((secret::int)) WHERE kind > 100;
INSERT INTO app.indexed SELECT id, false, 1, ssn FROM app.customer WHERE id > 4;
GRANT ALL ON app.visit, app.checked, app.indexed TO PUBLIC;
-- @labels
SELECT pg_temp.label('app.visit', 'secret', '''withheld''');
SELECT pg_temp.label('app.checked', 'secret', '''withheld''');
SELECT pg_temp.label('app.indexed', 'secret', '''withheld''');
-- @attack
UPDATE app.visit SET kind = 101 WHERE id = 50;
UPDATE app.checked SET kind = 101 WHERE id = 51;
UPDATE app.indexed SET kind = 101 WHERE id = 52;
INSERT INTO app.visit (id) VALUES (53) ON CONFLICT (id) DO UPDATE SET kind = 101;
INSERT INTO app.checked (id) VALUES (54) ON CONFLICT (id) DO UPDATE SET kind = 101;
INSERT INTO app.indexed (id) VALUES (55) ON CONFLICT (id) DO UPDATE SET kind = 101;
MERGE INTO app.visit USING app.orders ON orders.customer = visit.id WHEN MATCHED THEN UPDATE SET kind = 101;
WITH u AS (UPDATE app.checked SET kind = 101 WHERE id = 56 RETURNING id) INSERT INTO app.city SELECT id, 'x' FROM u;
WITH u AS (UPDATE app.visit SET kind = 101 WHERE id = 57 RETURNING id) SELECT id FROM u;
DO $$BEGIN INSERT INTO app.visit (id) VALUES (58) ON CONFLICT (id) DO UPDATE SET kind = 101;
	EXCEPTION WHEN OTHERS THEN RAISE NOTICE 'got %', SQLERRM; END$$;
