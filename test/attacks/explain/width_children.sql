-- class: explain
-- who: stranger
-- shows: difference
-- proves: nor do the widths of partitions and children, whose columns have other numbers, or of a column that has become one of another type
-- @setup
CREATE TABLE app.width_tree (id int, consent boolean DEFAULT false, v text) PARTITION BY RANGE (id);
CREATE TABLE app.width_leaf (more text, v text, consent boolean, id int) WITH (autovacuum_enabled = off);
ALTER TABLE app.width_leaf DROP COLUMN more;
ALTER TABLE app.width_tree ATTACH PARTITION app.width_leaf DEFAULT;
CREATE INDEX ON app.width_tree (id);
CREATE TABLE app.width_base (id int, consent boolean DEFAULT false, v varchar(40)) WITH (autovacuum_enabled = off);
CREATE TABLE app.width_child (more text) INHERITS (app.width_base) WITH (autovacuum_enabled = off);
ALTER TABLE app.width_tree OWNER TO attack_owner;
ALTER TABLE app.width_leaf OWNER TO attack_owner;
ALTER TABLE app.width_base OWNER TO attack_owner;
ALTER TABLE app.width_child OWNER TO attack_owner;
INSERT INTO app.width_tree SELECT i, false, repeat('x', CASE WHEN (SELECT ssn LIKE '%-A-%' FROM app.customer WHERE id = 5) THEN 3 ELSE 30 END)
FROM generate_series(1, 5) AS i;
INSERT INTO app.width_base SELECT id, false, v FROM app.width_tree;
INSERT INTO app.width_child SELECT id, false, v FROM app.width_tree;
ANALYZE app.width_tree, app.width_leaf, app.width_base, app.width_child;
-- @labels
SELECT pg_temp.label('app.width_tree', 'v', 'purpose.redact(v)');
SELECT pg_temp.label('app.width_base', 'v', 'purpose.redact(v)');
ALTER TABLE app.width_base ALTER v TYPE text;
ANALYZE app.width_base, app.width_child;
-- @attack
EXPLAIN SELECT v FROM app.width_tree;
EXPLAIN SELECT v FROM app.width_tree WHERE id = 3;
EXPLAIN SELECT t FROM app.width_tree AS t ORDER BY id;
EXPLAIN SELECT v FROM app.width_base;
EXPLAIN SELECT v FROM ONLY app.width_base GROUP BY v;
EXPLAIN SELECT b FROM app.width_base AS b ORDER BY id;
EXPLAIN SELECT more, v FROM app.width_child;
