-- class: explain
-- who: stranger
-- shows: difference
-- proves: an estimate of the width of rows does not tell the length of values
-- @setup
CREATE TABLE app.width (id int, consent boolean DEFAULT false, v text) WITH (autovacuum_enabled = off);
ALTER TABLE app.width OWNER TO attack_owner;
INSERT INTO app.width SELECT i, false, repeat('x', CASE WHEN (SELECT ssn LIKE '%-A-%' FROM app.customer WHERE id = 5) THEN 3 ELSE 30 END)
FROM generate_series(1, 5) AS i;
ANALYZE app.width;
-- @labels
SELECT pg_temp.label('app.width', 'v', 'purpose.redact(v)');
-- @attack
EXPLAIN SELECT v FROM app.width;
EXPLAIN SELECT w FROM app.width AS w ORDER BY id;
EXPLAIN SELECT v FROM app.width GROUP BY v;
