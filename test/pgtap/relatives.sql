--
-- Inheritance trees of all shapes: any depth, several parents that meet again,
-- columns in other places with holes between them, foreign tables among the
-- children, conditions of parents and children together, a thousand
-- partitions with one label.
--
-- Which labels count, and how they combine, is held against the rule in
-- decision.sql; what a user reads is in sql/inheritance.sql; DETACH
-- CONCURRENTLY takes two sessions (test/isolation/specs/detach.spec).
--
\set ECHO none
SET client_min_messages = warning;

DROP ROLE IF EXISTS relatives_reader;
CREATE ROLE relatives_reader;

SELECT plan(77);

INSERT INTO purpose.vocabulary (name) VALUES ('care'), ('research');
SECURITY LABEL FOR purpose ON ROLE relatives_reader IS 'DECLARE ANY';
CREATE SCHEMA rel;
GRANT USAGE ON SCHEMA rel TO relatives_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA rel GRANT ALL ON TABLES TO relatives_reader;

-- What a statement shows to a purpose: its rows, or the SQLSTATE.  Nothing of
-- what it does stays.
CREATE FUNCTION seen(purpose text, statement text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  r record;
  result text;
BEGIN
  PERFORM set_config('purpose.current', purpose, true);
  PERFORM set_config('role', 'relatives_reader', true);
  BEGIN
    FOR r IN EXECUTE statement LOOP
      result := concat_ws(' ', result, r::text);
    END LOOP;
    RAISE EXCEPTION USING ERRCODE = 'ZZ999';
  EXCEPTION
    WHEN SQLSTATE 'ZZ999' THEN NULL;
    WHEN OTHERS THEN result := SQLSTATE;
  END;
  PERFORM set_config('role', 'none', true);
  PERFORM set_config('purpose.current', '', true);
  RETURN result;
END $$;

-- ======== depth ================================================================

-- t1 is the parent of t2, ... t30; each has its columns in another order, and
-- a hole.
CREATE TABLE rel.t1 (id int, name text, agreed boolean);
DO $$
BEGIN
  FOR i IN 2 .. 30 LOOP
    EXECUTE format(CASE i % 3 WHEN 0 THEN 'CREATE TABLE rel.t%s (agreed boolean, gone int, name text, id int)'
                              WHEN 1 THEN 'CREATE TABLE rel.t%s (gone text, name text, agreed boolean, id int)'
                              ELSE 'CREATE TABLE rel.t%s (name text, id int, gone date, agreed boolean)' END, i);
    EXECUTE format('ALTER TABLE rel.t%s DROP COLUMN gone', i);
    EXECUTE format('ALTER TABLE rel.t%s INHERIT rel.t%s', i, i - 1);
    EXECUTE format('INSERT INTO rel.t%s (id, name, agreed) VALUES (%1$s, ''name%1$s'', %1$s %% 2 = 0)', i);
  END LOOP;
END $$;
SECURITY LABEL FOR purpose ON COLUMN rel.t1.name IS 'ALLOW care; ELSE MASK WITH (left(name, 1) || id)';
SELECT is(seen('research', 'SELECT name FROM rel.t30'), '(n30)', 'a label 29 generations up');
SELECT is(seen('research', 'SELECT count(*), count(*) FILTER (WHERE name = ''n'' || id) FROM rel.t1'), '(29,29)', '... in all of them, whatever their columns'' places');
SELECT is(seen('research', 'SELECT t FROM rel.t30 t'), '("(t,n30,30)")', '... in whole rows, too');
SELECT is(seen('research', 'SELECT to_jsonb(t) FROM rel.t1 t WHERE id = 29'), '("{""id"": 29, ""name"": ""n29"", ""agreed"": false}")', '... and in what is made of them through the parent');
SELECT is(seen('research', 'SELECT id FROM rel.t1 WHERE name LIKE ''name%'' OR name = ''name30'''), NULL, '... and in conditions');
SECURITY LABEL FOR purpose ON COLUMN rel.t1.name IS NULL;
SECURITY LABEL FOR purpose ON COLUMN rel.t30.name IS 'ALLOW care; ALLOW research WHEN (agreed AND id = 30); ELSE NULL';
SELECT is(seen('research', 'SELECT id, name FROM rel.t1 WHERE id > 28 ORDER BY id'), '(29,) (30,name30)',
          'a condition 29 generations down is asked of all rows that are read with it');
SELECT is(seen('research', 'SELECT name FROM rel.t29'), '() (name30)', '... by each of its ancestors');
SELECT is(seen('research', 'SELECT name FROM ONLY rel.t29'), '(name29)', '... unless by ONLY');
SELECT is(seen('care', 'SELECT count(DISTINCT name) FROM rel.t1'), '(29)', '... who may use it sees all');
SELECT is(seen('research', 'UPDATE rel.t1 SET agreed = true WHERE id > 28 RETURNING id, name'), '(29,) (30,)', '... and what a statement writes is masked');
SELECT is(seen('research', 'UPDATE ONLY rel.t29 SET agreed = true RETURNING id, name'), '(29,name29)', '... unless it does not reach so far');

-- the chain is cut, and joined again
ALTER TABLE rel.t16 NO INHERIT rel.t15;
SELECT is(seen('research', 'SELECT name FROM rel.t15'), '(name15)', 'NO INHERIT: what is above is free of what is below');
SELECT is(seen('research', 'SELECT name FROM rel.t16 WHERE id = 29'), '()', '... what is below is not');
ALTER TABLE rel.t16 INHERIT rel.t15;
SELECT is(seen('research', 'SELECT name FROM rel.t15 WHERE id = 15'), '()', 'INHERIT: at once');
SECURITY LABEL FOR purpose ON COLUMN rel.t30.name IS NULL;
SECURITY LABEL FOR purpose ON COLUMN rel.t1.name IS 'ALLOW care; ELSE MASK WITH (left(name, 1) || id)';
ALTER TABLE rel.t16 NO INHERIT rel.t15;
SELECT is(seen('research', 'SELECT name FROM rel.t30'), '(n30)', 'NO INHERIT: the policy goes along, for all that is below');
SECURITY LABEL FOR purpose ON COLUMN rel.t1.name IS NULL;
SELECT is(seen('research', 'SELECT name FROM rel.t30'), '(n30)', '... and stays when the parent''s goes');
SELECT is(seen('research', 'SELECT name FROM rel.t15'), '(name15)', '... which it does');

-- ======== several parents ======================================================

-- A diamond: a above b and c, both above d, which has one more parent.
CREATE TABLE rel.a (id int, name text);
CREATE TABLE rel.b (b int) INHERITS (rel.a);
CREATE TABLE rel.c (name text, c int) INHERITS (rel.a);
CREATE TABLE rel.e (e text, id int);
CREATE TABLE rel.d (d int) INHERITS (rel.e, rel.c, rel.b);
INSERT INTO rel.d (id, name, e) VALUES (1, 'Alice', 'secret');
SECURITY LABEL FOR purpose ON COLUMN rel.a.name IS 'ALLOW care, research; ELSE NULL';
SELECT is(seen('research', 'SELECT name FROM rel.d'), '(Alice)', 'a diamond: the top allows');
SECURITY LABEL FOR purpose ON COLUMN rel.b.name IS 'ALLOW care; ELSE MASK WITH (left(name, 2))';
SELECT is(seen('research', 'SELECT name FROM rel.d'), '(Al)', '... one side masks');
SELECT is(seen('research', 'SELECT name FROM rel.c'), '(Al)', '... for a read through the other side, too');
SELECT is(seen('research', 'SELECT name FROM rel.a'), '(Al)', '... and through the top');
SECURITY LABEL FOR purpose ON COLUMN rel.c.name IS 'ALLOW care; ELSE MASK WITH (left(name, 1))';
SELECT is(seen('research', 'SELECT name FROM rel.d'), '()', '... both sides mask in other ways: NULL');
SECURITY LABEL FOR purpose ON COLUMN rel.c.name IS 'ALLOW care; ELSE MASK WITH (left(name, 2))';
SELECT is(seen('research', 'SELECT name FROM rel.d'), '(Al)', '... in the same way: that');
SECURITY LABEL FOR purpose ON COLUMN rel.e.e IS 'ALLOW care';
SELECT is(seen('research', 'SELECT e FROM rel.d'), '42501', '... a parent beside them has labels of its own');
SELECT is(seen('research', 'SELECT id, name FROM rel.d'), '(1,Al)', '... for its own columns');
SELECT is(seen('research', 'SELECT id FROM rel.a'), '(1)', '... which the others do not have');
ALTER TABLE rel.d NO INHERIT rel.e;
SELECT is(seen('research', 'SELECT e FROM rel.d'), '42501', '... and leaves them behind on NO INHERIT');
-- a parent that comes later
CREATE TABLE rel.f (name text);
SECURITY LABEL FOR purpose ON COLUMN rel.f.name IS 'ALLOW care; ELSE NULL';
ALTER TABLE rel.d INHERIT rel.f;
SELECT is(seen('research', 'SELECT name FROM rel.d'), '()', 'a parent that comes later counts');
SELECT is(seen('research', 'SELECT name FROM rel.b'), '()', '... through those that were there before');

-- ======== partitions, also foreign ones ==========================================

-- Two levels; the leaves differ in the order of columns, in holes and in kind.
CREATE TABLE rel.m (id int, name text, ward int, agreed boolean, upper text GENERATED ALWAYS AS (upper(name)) STORED) PARTITION BY LIST (ward);
CREATE TABLE rel.m1 PARTITION OF rel.m FOR VALUES IN (1);
CREATE TABLE rel.m2 (agreed boolean, gone int, ward int, id int, upper text GENERATED ALWAYS AS (upper(name)) STORED, name text) PARTITION BY RANGE (id);
ALTER TABLE rel.m2 DROP COLUMN gone;
ALTER TABLE rel.m ATTACH PARTITION rel.m2 FOR VALUES IN (2);
CREATE TABLE rel.m2a (name text, gone int, upper text GENERATED ALWAYS AS (upper(name)) STORED, id int, ward int, gone2 text, agreed boolean);
ALTER TABLE rel.m2a DROP COLUMN gone, DROP COLUMN gone2;
ALTER TABLE rel.m2 ATTACH PARTITION rel.m2a FOR VALUES FROM (0) TO (100);

-- A foreign table, which leads back here.
SELECT count(*) > 0 AS has_fdw FROM pg_available_extensions WHERE name = 'postgres_fdw' \gset
\if :has_fdw
CREATE EXTENSION postgres_fdw;
SELECT format('CREATE SERVER loop FOREIGN DATA WRAPPER postgres_fdw OPTIONS (dbname %L, host %L, port %L)',
  current_database(), split_part(current_setting('unix_socket_directories'), ',', 1), current_setting('port')) \gexec
SELECT format('CREATE USER MAPPING FOR PUBLIC SERVER loop OPTIONS (user %L, password_required ''false'')', current_user) \gexec
CREATE TABLE far (ward int, id int, agreed boolean, name text, upper text);
CREATE FOREIGN TABLE rel.m3 (agreed boolean, ward int, gone int, name text, id int, upper text GENERATED ALWAYS AS (upper(name)) STORED)
  SERVER loop OPTIONS (schema_name 'public', table_name 'far');
ALTER FOREIGN TABLE rel.m3 DROP COLUMN gone;
\else
CREATE TABLE rel.m3 (agreed boolean, ward int, gone int, name text, id int, upper text GENERATED ALWAYS AS (upper(name)) STORED);
ALTER TABLE rel.m3 DROP COLUMN gone;
CREATE VIEW far AS SELECT * FROM rel.m3;
\endif
ALTER TABLE rel.m ATTACH PARTITION rel.m3 FOR VALUES IN (3);
INSERT INTO rel.m (id, name, ward, agreed) VALUES (1, 'Alice', 1, true), (2, 'Bob', 2, false), (3, 'Carol', 3, true), (4, 'Dave', 3, false);
UPDATE far SET upper = upper(name);

SECURITY LABEL FOR purpose ON COLUMN rel.m.name IS 'ALLOW care; ALLOW research WHEN (agreed); ELSE MASK WITH (left(name, 1) || ward)';
SELECT is(seen('research', 'SELECT id, name, upper FROM rel.m ORDER BY id'), '(1,Alice,ALICE) (2,B2,) (3,Carol,CAROL) (4,D3,)', 'a label on the parent, read through it');
SELECT is(seen('research', 'SELECT id, name, upper FROM rel.m2a'), '(2,B2,)', '... at a sub-partition');
SELECT is(seen('research', 'SELECT id, name, upper FROM rel.m3 ORDER BY id'), '(3,Carol,CAROL) (4,D3,)', '... at a foreign one');
SELECT is(seen('research', 'SELECT p FROM rel.m3 p ORDER BY id'), '("(t,3,Carol,3,CAROL)") ("(f,3,D3,4,)")', '... its whole rows');
SELECT is(seen('research', 'SELECT id FROM rel.m3 WHERE name IN (''Carol'', ''Dave'') OR upper = ''DAVE'''), '(3)', '... its conditions, which are not sent away with raw values');
SELECT is(seen('research', 'SELECT id FROM rel.m3 WHERE name = ''D3'''), '(4)', '... nor do masks differ there');
SELECT is(seen('research', 'SELECT name, count(*), max(upper) FROM rel.m3 GROUP BY name ORDER BY name'), '(Carol,1,CAROL) (D3,1,)', '... its groups');
SELECT is(seen('research', 'SELECT a.name FROM rel.m3 a JOIN rel.m3 b USING (id, name) ORDER BY name'), '(Carol) (D3)', '... its joins');
SELECT is(seen('research', 'UPDATE rel.m3 SET agreed = true WHERE id = 4 RETURNING name, upper'), '(D3,)', '... what is updated there');
SELECT is(seen('research', 'UPDATE rel.m SET agreed = true WHERE id > 2 RETURNING name'), '(C3) (D3)', '... through the parent');
SELECT is(seen('research', 'DELETE FROM rel.m3 RETURNING id, name'), '(3,C3) (4,D3)', '... and deleted');
SELECT is(seen('research', 'INSERT INTO rel.m (id, name, ward, agreed) VALUES (5, ''Erin'', 3, true) RETURNING name'), '(E3)', '... and routed to it');
SELECT is(seen('research', 'DELETE FROM rel.m3 WHERE name = ''Dave'' RETURNING id'), '42501', '... and not by what it masks');
SELECT is(seen('research', 'UPDATE rel.m3 SET name = ''x'' RETURNING id'), '42501', '... nor overwriting it');
SELECT is(seen('care', 'SELECT name FROM rel.m ORDER BY id'), '(Alice) (Bob) (Carol) (Dave)', '... who may use it sees all');
SECURITY LABEL FOR purpose ON COLUMN rel.m.name IS NULL;
SELECT CASE WHEN relkind = 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END AS kind FROM pg_class WHERE oid = 'rel.m3'::regclass \gset
SECURITY LABEL FOR purpose ON COLUMN rel.m3.name IS 'ALLOW care; ELSE NULL';
SELECT is(seen('research', 'SELECT id, name, upper FROM rel.m ORDER BY id'), '(1,,) (2,,) (3,,) (4,,)', 'a label on the foreign partition only, read through the parent');
SELECT is(seen('research', 'SELECT id, name FROM rel.m1'), '(1,Alice)', '... and at its sibling');
SECURITY LABEL FOR purpose ON COLUMN rel.m3.name IS NULL;
SELECT format('SECURITY LABEL FOR purpose ON %s rel.m3 IS %L', :'kind', 'ALLOW care; ELSE NULL') \gexec
SELECT is(seen('research', 'SELECT count(id), count(ward), count(name) FROM rel.m'), '(0,0,0)', '... on all of the foreign partition');
SELECT format('SECURITY LABEL FOR purpose ON %s rel.m3 IS NULL', :'kind') \gexec

-- children with conditions of their own
SECURITY LABEL FOR purpose ON COLUMN rel.m1.name IS 'ALLOW care; ALLOW research WHEN (id = 1); ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN rel.m2a.name IS 'ALLOW care; ALLOW research WHEN (agreed); ELSE MASK WITH (''-'')';
SELECT is(seen('research', 'SELECT name FROM rel.m1'), '(Alice)', 'each partition has a condition of its own: the one');
SELECT is(seen('research', 'SELECT name FROM rel.m2'), '(-)', '... the other');
SELECT is(seen('research', 'SELECT id, name FROM rel.m ORDER BY id'), '(1,Alice) (2,) (3,) (4,)', '... all of them for the whole, and the stricter ELSE');
SECURITY LABEL FOR purpose ON COLUMN rel.m.name IS 'ALLOW care; ALLOW research WHEN (NOT agreed); ELSE NULL';
SELECT is(seen('research', 'SELECT name FROM rel.m1'), '()', '... and the parent''s');
SELECT is(seen('research', 'SELECT name FROM rel.m ORDER BY id'), '() () () ()', '... that contradict each other');
SECURITY LABEL FOR purpose ON COLUMN rel.m1.name IS NULL;
SECURITY LABEL FOR purpose ON COLUMN rel.m2a.name IS NULL;

-- ATTACH and DETACH, of a partition with partitions
SET purpose.current = 'care';
ALTER TABLE rel.m DETACH PARTITION rel.m2;
ALTER TABLE rel.m DETACH PARTITION rel.m3;
SELECT is(seen('research', 'SELECT name FROM rel.m2a'), '(Bob)', 'DETACH: the condition goes along, to sub-partitions, too');
SECURITY LABEL FOR purpose ON COLUMN rel.m.name IS NULL;
SELECT is(seen('research', 'SELECT name FROM rel.m3 ORDER BY id'), '() (Dave)', '... to foreign tables, and stays');
SELECT is(seen('research', 'SELECT upper FROM rel.m3 ORDER BY id'), '() (DAVE)', '... also for what is computed');
SELECT is(seen('research', 'SELECT name FROM rel.m1'), '(Alice)', '... what was not detached is free');
SECURITY LABEL FOR purpose ON COLUMN rel.m2.name IS NULL;
SECURITY LABEL FOR purpose ON COLUMN rel.m3.name IS NULL;
SELECT is(seen('research', 'SELECT name FROM rel.m3 ORDER BY id'), '(Carol) (Dave)', 'labels that DETACH wrote can be taken away like others');
SECURITY LABEL FOR purpose ON COLUMN rel.m.name IS 'ALLOW care; ELSE NULL';
ALTER TABLE rel.m ATTACH PARTITION rel.m2 FOR VALUES IN (2);
ALTER TABLE rel.m ATTACH PARTITION rel.m3 FOR VALUES IN (3);
RESET purpose.current;
SELECT is(seen('research', 'SELECT name FROM rel.m2a UNION ALL SELECT name FROM rel.m3'), '() () ()', 'ATTACH: the policy of the new parent, down to the leaves');

-- ======== what a child takes along ==============================================

-- The child is in another schema, so it must take all levels' prohibitions along.
CREATE SCHEMA above;
INSERT INTO purpose.vocabulary (name) VALUES ('outreach'), ('ads');
CREATE TABLE above.all_levels (id int, name text, note text);
CREATE TABLE above.grandparent (id int, name text);
CREATE TABLE above.parent () INHERITS (above.grandparent);
CREATE TABLE rel.same (id int, name text);
CREATE TABLE rel.child_of_all () INHERITS (above.all_levels);
CREATE TABLE rel.child_of_two () INHERITS (above.parent);
CREATE TABLE rel.child_of_same () INHERITS (rel.same);
INSERT INTO rel.child_of_all VALUES (1, 'Alice', 'x');
SECURITY LABEL FOR purpose ON SCHEMA above IS 'DENY research';
SECURITY LABEL FOR purpose ON TABLE above.all_levels IS 'ALLOW care; DENY outreach, ads; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN above.all_levels.name IS 'ALLOW care, research, ads; ELSE NULL -- why
 ; ';
SECURITY LABEL FOR purpose ON COLUMN above.all_levels.note IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON COLUMN above.grandparent.name IS 'ALLOW care; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN above.parent.name IS 'ALLOW care, ads; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN rel.same.name IS 'ALLOW care; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN rel.child_of_same.name IS 'ALLOW care; ELSE NULL';

CREATE FUNCTION label_of(regclass, name) RETURNS text LANGUAGE sql AS $$
  SELECT label FROM pg_catalog.pg_seclabel WHERE provider = 'purpose' AND classoid = 'pg_class'::regclass AND objoid = $1
    AND objsubid = (SELECT attnum FROM pg_catalog.pg_attribute WHERE attrelid = $1 AND attname = $2) $$;
CREATE TABLE before AS
  SELECT t, a, p, purpose.verdict(t::regclass, a, p) AS verdict
  FROM unnest(ARRAY['care', 'research', 'outreach', 'ads']) AS p,
    (VALUES ('rel.child_of_all', 'id'::name), ('rel.child_of_all', 'name'), ('rel.child_of_all', 'note'), ('rel.child_of_same', 'name')) AS v (t, a);

ALTER TABLE rel.child_of_all NO INHERIT above.all_levels;
SELECT is(label_of('rel.child_of_all', 'name'), E'ALLOW care, research, ads; ELSE NULL -- why\n; DENY outreach, ads\n; DENY research',
          'NO INHERIT: the prohibitions of table and schema go along with a column''s label');
SELECT is(label_of('rel.child_of_all', 'note'), E'DENY outreach, ads\n; DENY research', '... and with UNRESTRICTED');
SELECT is(label_of('rel.child_of_all', 'id'), E'ALLOW care; DENY outreach, ads; ELSE NULL\n; DENY research', '... and with the table''s label');
SELECT is(seen('care', 'SELECT name, note FROM rel.child_of_all'), '(Alice,x)', '... who may use it sees it');
SELECT is(seen('ads', 'SELECT name FROM rel.child_of_all'), '()', '... a prohibition of the table holds');
SELECT is(seen('research', 'SELECT name FROM rel.child_of_all'), '()', '... and one of the schema');

ALTER TABLE rel.child_of_same NO INHERIT rel.same;
SELECT is(label_of('rel.child_of_same', 'name'), 'ALLOW care; ELSE NULL', 'a label of its own that says the same stays as it is');
SELECT is_empty('SELECT t, a, p, verdict, purpose.verdict(t::regclass, a, p) FROM before
  WHERE verdict IS DISTINCT FROM purpose.verdict(t::regclass, a, p)', 'all verdicts are as before');

ALTER TABLE rel.child_of_two NO INHERIT above.parent;
SELECT is(label_of('rel.child_of_two', 'name'), 'ELSE BLOCK', 'two labels that cannot be said in one: closed');
SELECT is(seen('care', 'SELECT name FROM rel.child_of_two'), '42501', '... for everybody');

CREATE TABLE rel.child_of_any (id int, name text, note text);
SECURITY LABEL FOR purpose ON TABLE above.all_levels IS 'DENY ANY';
ALTER TABLE rel.child_of_any INHERIT above.all_levels;
ALTER TABLE rel.child_of_any NO INHERIT above.all_levels;
SELECT is(label_of('rel.child_of_any', 'note'), E'DENY ANY\n; DENY research', 'ANY goes along, too');

-- ======== one of a thousand ======================================================

CREATE TABLE rel.many (id int, name text) PARTITION BY RANGE (id);
SELECT format('CREATE TABLE rel.many_%s PARTITION OF rel.many FOR VALUES FROM (%s) TO (%s)', i, i * 10, i * 10 + 10)
  FROM generate_series(0, 999) AS i \gexec
INSERT INTO rel.many SELECT i * 10, 'name' || i FROM generate_series(0, 999) AS i;
SELECT is(seen('', 'SELECT count(name) FROM rel.many'), '(1000)', 'a thousand partitions without a label');
SECURITY LABEL FOR purpose ON COLUMN rel.many_777.name IS 'ALLOW care; ELSE NULL';
SELECT is(seen('research', 'SELECT count(*), count(name) FROM rel.many'), '(1000,0)', 'a label on one: read through the parent');
SELECT is(seen('research', 'SELECT name FROM rel.many WHERE id = 10'), '()', '... also a row of another one, or the plan would tell');
SELECT is(seen('research', 'SELECT name FROM rel.many_777'), '()', '... at the one');
SELECT is(seen('research', 'SELECT name FROM rel.many_776'), '(name776)', '... at another one');
SELECT is(seen('care', 'SELECT count(name) FROM rel.many'), '(1000)', '... who may use it sees all');
SELECT is(seen('research', 'SELECT count(id) FROM rel.many'), '(1000)', '... other columns are not concerned');
DROP TABLE rel.many_777;
SELECT is(seen('research', 'SELECT count(name) FROM rel.many'), '(999)', '... and when it goes, so does the label');

SELECT * FROM finish();

RESET purpose.current;
DROP OWNED BY relatives_reader CASCADE;
DROP ROLE relatives_reader;
