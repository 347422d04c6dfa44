-- class: constraints
-- who: stranger
-- proves: an expression that fails on a row which a cascade changes quotes no operand
-- @setup
CREATE TABLE app.kind (kind int PRIMARY KEY);
INSERT INTO app.kind VALUES (1);
CREATE TABLE app.visit (id int PRIMARY KEY, consent boolean DEFAULT false, kind int REFERENCES app.kind ON UPDATE CASCADE ON DELETE SET NULL, secret text,
	g int GENERATED ALWAYS AS (CASE WHEN kind > 100 OR kind IS NULL THEN secret::int ELSE 0 END) STORED) WITH (autovacuum_enabled = off);
INSERT INTO app.visit SELECT id, false, 1, ssn FROM app.customer WHERE id > 4;
GRANT ALL ON app.kind, app.visit TO PUBLIC;
-- @labels
SELECT pg_temp.label('app.visit', 'secret', '''withheld''');
-- @attack
UPDATE app.kind SET kind = 101;
DELETE FROM app.kind;
