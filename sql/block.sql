--
-- Block: a statement that uses a blocked column is an error, and one that
-- does not use it runs, however often the column is mentioned on the way.
--
-- A use is a value that reaches a result, a condition, an order, a group, a
-- written value or a function.
--
INSERT INTO purpose.vocabulary (name) VALUES ('payroll'), ('catering');
CREATE TABLE person (id int PRIMARY KEY, name text, ssn text, boss int);
CREATE TABLE badge (id int PRIMARY KEY, person int, ssn text, color text);
INSERT INTO person VALUES (1, 'Ada', '111', NULL), (2, 'Bob', '222', 1), (3, 'Cid', NULL, 1);
INSERT INTO badge VALUES (1, 1, '111', 'red'), (2, 3, '333', 'blue');
SECURITY LABEL FOR purpose ON COLUMN person.ssn IS 'ALLOW payroll';
CREATE VIEW person_view AS SELECT id, name, ssn, boss FROM person;
CREATE VIEW person_view2 AS SELECT v.*, v.ssn || '!' AS loud FROM person_view v;
SET purpose.current = 'catering';

-- ---- not a use ----

SELECT id, name FROM person ORDER BY id;
-- Through views, sub-selects and CTEs that mention it
SELECT id FROM person_view ORDER BY id;
SELECT id, name FROM person_view2 ORDER BY id;
SELECT id FROM (SELECT * FROM person) s ORDER BY id;
SELECT id FROM (SELECT id, ssn AS x FROM person OFFSET 0) s ORDER BY id;
WITH c AS (SELECT * FROM person) SELECT id FROM c ORDER BY id;
WITH c AS MATERIALIZED (SELECT * FROM person) SELECT id FROM c ORDER BY id;
WITH c AS NOT MATERIALIZED (SELECT * FROM person), d AS (SELECT * FROM c) SELECT id FROM d ORDER BY id;
-- a CTE that nobody reads
WITH c AS (SELECT ssn FROM person) SELECT 1 AS one;
-- ... or of which only the rows matter
WITH c AS (SELECT ssn FROM person) SELECT count(*) FROM c;
WITH c AS (SELECT * FROM person) SELECT EXISTS (SELECT * FROM c);
-- one field of a whole row
SELECT (p).id FROM person p ORDER BY 1;
SELECT (v).name FROM person_view v ORDER BY (v).id;
-- rows are counted, not their columns
SELECT count(*) FROM person;
SELECT count(*) FROM person_view2;
SELECT count(id) FROM person;
-- a sub-select whose output nobody looks at
SELECT id FROM badge b WHERE EXISTS (SELECT * FROM person p WHERE p.id = b.person) ORDER BY id;
SELECT id FROM badge b WHERE NOT EXISTS (SELECT ssn FROM person p WHERE p.id = b.person) ORDER BY id;
SELECT EXISTS (SELECT ssn FROM person);
-- joins on other columns, their unused sides included
SELECT p.id, b.color FROM person p JOIN badge b ON b.person = p.id ORDER BY 1;
SELECT b.color FROM badge b LEFT JOIN person_view2 v ON v.id = b.person ORDER BY 1;
SELECT p.name FROM person p, LATERAL (SELECT p.ssn AS x, p.id AS y) l WHERE l.y = 2;
SELECT j.name FROM (person p JOIN badge b ON b.person = p.id) AS j (id, name, s) ORDER BY 1;
SELECT count(*) FROM person_view JOIN person_view2 USING (id);
SELECT id FROM person_view NATURAL JOIN (SELECT id FROM person_view2) s ORDER BY id;
SELECT l.id FROM (VALUES (2)) v (n), LATERAL (SELECT * FROM person WHERE id = v.n) l;
SELECT id FROM person_view WHERE id IN (SELECT boss FROM person_view2) ORDER BY id;
SELECT id, (SELECT count(*) FROM person_view v WHERE v.boss = p.id) AS reports FROM person p ORDER BY id;
-- set operations that keep duplicates compare nothing
SELECT id FROM (SELECT id, ssn FROM person UNION ALL SELECT id, ssn FROM badge) u ORDER BY id;
SELECT count(*) FROM (SELECT id, ssn FROM person UNION ALL SELECT id, color FROM badge) u;
-- recursion that carries it along
WITH RECURSIVE r AS (
  SELECT id, name, ssn FROM person WHERE boss IS NULL
  UNION ALL
  SELECT p.id, p.name, p.ssn FROM person p JOIN r ON p.boss = r.id)
SELECT name FROM r ORDER BY id;
-- an aggregate or window function that nobody reads
SELECT id FROM (SELECT id, max(ssn) FROM person GROUP BY id) s ORDER BY id;
SELECT id FROM (SELECT id, lag(ssn) OVER (ORDER BY id) FROM person) s ORDER BY id;
-- what writes other columns
BEGIN;
INSERT INTO person VALUES (4, 'Dot', '444', 1) RETURNING id, name;
UPDATE person SET name = 'Bill' WHERE id = 2 RETURNING id, name;
DELETE FROM person WHERE id = 4 RETURNING id;
WITH w AS (DELETE FROM person WHERE id = 3 RETURNING *) SELECT count(*) FROM w;
ROLLBACK;
-- a column of the same name
SELECT ssn FROM badge ORDER BY id;
SELECT b.ssn FROM person p JOIN badge b ON b.person = p.id ORDER BY b.id;
-- what only looks at the plan or the shape
PREPARE shape AS SELECT id FROM person_view WHERE id = $1;
EXECUTE shape(2);
DEALLOCATE shape;
CREATE TEMP TABLE copied AS SELECT id, name FROM person_view;
CREATE VIEW nobody_reads AS SELECT ssn FROM person;
DROP VIEW nobody_reads;

-- ---- a use ----
--
-- One line for each.  Messages are below; here only what kind of error comes.

CREATE FUNCTION uses(what text, query text, OUT use text, OUT verdict text)
LANGUAGE plpgsql AS $$
BEGIN
  use := what;
  verdict := 'NOT BLOCKED';
  EXECUTE query;
EXCEPTION WHEN OTHERS THEN
  verdict := CASE WHEN SQLSTATE = '42501' AND SQLERRM = 'purpose "catering" may not use column "ssn" of table "person"'
                  THEN 'blocked' ELSE SQLSTATE || ' ' || SQLERRM END;
END $$;
CREATE TABLE use_case (n serial, what text, query text);
INSERT INTO use_case (what, query) VALUES
  ('output', 'SELECT ssn FROM person'),
  ('output, all columns', 'SELECT * FROM person'),
  ('TABLE', 'TABLE person'),
  ('output, an expression', 'SELECT left(ssn, 0) FROM person'),
  ('output, a test for NULL', 'SELECT ssn IS NULL FROM person'),
  ('output, of no rows', 'SELECT ssn FROM person LIMIT 0'),
  ('output, of a false condition', 'SELECT ssn FROM person WHERE false'),
  ('output, in a dead branch', 'SELECT CASE WHEN false THEN ssn END FROM person'),
  ('output, in COALESCE', 'SELECT coalesce(name, ssn) FROM person'),
  ('output, an array', 'SELECT ARRAY[ssn] FROM person'),
  ('output, a row', 'SELECT ROW(id, ssn) FROM person'),
  ('a whole row', 'SELECT person FROM person'),
  ('a whole row, to a function', 'SELECT to_jsonb(p) FROM person p'),
  ('a whole row, its text', 'SELECT p::text FROM person p'),
  ('a whole row IS NULL', 'SELECT p IS NULL FROM person p'),
  ('a whole row IS NOT NULL, as a condition', 'SELECT id FROM person p WHERE p IS NOT NULL'),
  ('a whole row, counted', 'SELECT count(p) FROM person p'),
  ('whole rows compared', 'SELECT a.id FROM person a JOIN person b ON a = b'),
  ('the field of a whole row', 'SELECT (p).ssn FROM person p'),
  ('the field of a whole row, deeper', 'SELECT (s.p).ssn FROM (SELECT p FROM person p) s'),
  ('all fields of a whole row', 'SELECT (s.p).* FROM (SELECT p FROM person p) s'),
  ('a view', 'SELECT ssn FROM person_view'),
  ('a view of a view, its expression', 'SELECT loud FROM person_view2'),
  ('a view''s whole row', 'SELECT v FROM person_view v'),
  ('a sub-select', 'SELECT x FROM (SELECT ssn AS x FROM person) s'),
  ('a sub-select in a sub-select', 'SELECT y FROM (SELECT x AS y FROM (SELECT ssn AS x FROM person) s) t'),
  ('a CTE', 'WITH c AS (SELECT ssn AS x FROM person) SELECT x FROM c'),
  ('a materialized CTE', 'WITH c AS MATERIALIZED (SELECT ssn AS x FROM person) SELECT x FROM c'),
  ('a CTE of a CTE', 'WITH c AS (SELECT * FROM person), d AS (SELECT ssn AS x FROM c) SELECT x FROM d'),
  ('WHERE', 'SELECT id FROM person WHERE ssn = ''111'''),
  ('WHERE, hidden in OR', 'SELECT id FROM person WHERE true OR ssn = ''111'''),
  ('WHERE, of a sub-select', 'SELECT id FROM (SELECT id FROM person WHERE ssn LIKE ''1%'') s'),
  ('WHERE, on a view', 'SELECT id FROM person_view WHERE ssn IS NULL'),
  ('WHERE, of a CTE nobody reads but for its rows', 'WITH c AS (SELECT id FROM person WHERE ssn > '''') SELECT count(*) FROM c'),
  ('WHERE, in EXISTS', 'SELECT id FROM badge b WHERE EXISTS (SELECT FROM person p WHERE p.ssn = b.ssn)'),
  ('IN, of a sub-select', 'SELECT id FROM badge WHERE ssn IN (SELECT ssn FROM person)'),
  ('= ALL, of a sub-select', 'SELECT id FROM badge WHERE ssn = ALL (SELECT ssn FROM person)'),
  ('IN, on the left', 'SELECT id FROM person WHERE ssn IN (SELECT ssn FROM badge)'),
  ('a scalar sub-select', 'SELECT (SELECT ssn FROM person LIMIT 1)'),
  ('an array of a sub-select', 'SELECT ARRAY(SELECT ssn FROM person)'),
  ('a correlated sub-select', 'SELECT (SELECT count(*) FROM badge b WHERE b.ssn = p.ssn) FROM person p'),
  ('EXISTS that is cut short', 'SELECT EXISTS (SELECT FROM person LIMIT (SELECT length(max(ssn)) FROM person))'),
  ('JOIN ON', 'SELECT p.id FROM person p JOIN badge b ON p.ssn = b.ssn'),
  ('LEFT JOIN ON', 'SELECT b.id FROM badge b LEFT JOIN person p ON p.ssn = b.ssn'),
  ('JOIN USING', 'SELECT p.id FROM person p JOIN badge b USING (ssn)'),
  ('FULL JOIN USING, merged', 'SELECT ssn FROM person p FULL JOIN badge b USING (ssn)'),
  ('NATURAL JOIN', 'SELECT 1 FROM person NATURAL JOIN badge'),
  ('a join with an alias', 'SELECT j.s FROM (person p JOIN badge b ON b.person = p.id) AS j (id, name, s)'),
  ('GROUP BY', 'SELECT count(*) FROM person GROUP BY ssn'),
  ('GROUP BY, of a sub-select', 'SELECT n FROM (SELECT count(*) AS n, ssn FROM person GROUP BY ssn) s'),
  ('GROUPING SETS', 'SELECT id, count(*) FROM person GROUP BY GROUPING SETS ((id), (ssn))'),
  ('ROLLUP', 'SELECT count(*) FROM person GROUP BY ROLLUP (id, ssn)'),
  ('CUBE', 'SELECT count(*) FROM person GROUP BY CUBE (id, ssn)'),
  ('GROUPING()', 'SELECT GROUPING(ssn) FROM person GROUP BY CUBE (id, ssn)'),
  ('a column that hangs on the grouped key', 'SELECT id, ssn FROM person GROUP BY id'),
  ('HAVING', 'SELECT boss FROM person GROUP BY boss HAVING max(ssn) > ''1'''),
  ('HAVING without GROUP BY', 'SELECT 1 FROM person HAVING count(ssn) > 1'),
  ('an aggregate', 'SELECT max(ssn) FROM person'),
  ('count of it', 'SELECT count(ssn) FROM person'),
  ('count DISTINCT', 'SELECT count(DISTINCT ssn) FROM person'),
  ('an aggregate''s ORDER BY', 'SELECT array_agg(id ORDER BY ssn) FROM person'),
  ('an aggregate''s FILTER', 'SELECT count(*) FILTER (WHERE ssn IS NOT NULL) FROM person'),
  ('an ordered-set aggregate', 'SELECT mode() WITHIN GROUP (ORDER BY ssn) FROM person'),
  ('an aggregate of a sub-select', 'SELECT m FROM (SELECT max(ssn) AS m FROM person) s'),
  ('a window function', 'SELECT lag(ssn) OVER (ORDER BY id) FROM person'),
  ('PARTITION BY', 'SELECT row_number() OVER (PARTITION BY ssn) FROM person'),
  ('a window''s ORDER BY', 'SELECT row_number() OVER (ORDER BY ssn) FROM person'),
  ('a named WINDOW', 'SELECT count(*) OVER w FROM person WINDOW w AS (PARTITION BY ssn)'),
  ('a window''s FILTER', 'SELECT count(*) FILTER (WHERE ssn > '''') OVER () FROM person'),
  ('ORDER BY', 'SELECT id FROM person ORDER BY ssn'),
  ('ORDER BY an expression', 'SELECT id FROM person ORDER BY length(ssn)'),
  ('ORDER BY, of a sub-select', 'SELECT id FROM (SELECT id FROM person ORDER BY ssn) s'),
  ('ORDER BY, on a view', 'SELECT id FROM person_view2 ORDER BY loud'),
  ('DISTINCT', 'SELECT DISTINCT ssn FROM person'),
  ('DISTINCT, of a sub-select', 'SELECT boss FROM (SELECT DISTINCT boss, ssn FROM person) s'),
  ('DISTINCT ON', 'SELECT DISTINCT ON (ssn) id FROM person'),
  ('LIMIT', 'SELECT id FROM badge LIMIT (SELECT length(max(ssn)) FROM person)'),
  ('OFFSET', 'SELECT id FROM badge OFFSET (SELECT length(max(ssn)) FROM person)'),
  ('UNION ALL', 'SELECT color FROM badge UNION ALL SELECT ssn FROM person'),
  ('UNION', 'SELECT color FROM badge UNION SELECT ssn FROM person'),
  ('UNION, of a sub-select', 'SELECT id FROM (SELECT id, ssn FROM badge UNION SELECT id, ssn FROM person) u'),
  ('UNION, only counted', 'SELECT count(*) FROM (SELECT ssn FROM badge UNION SELECT ssn FROM person) u'),
  ('INTERSECT', 'SELECT count(*) FROM (SELECT ssn FROM badge INTERSECT SELECT ssn FROM person) u'),
  ('INTERSECT ALL', 'SELECT count(*) FROM (SELECT ssn FROM badge INTERSECT ALL SELECT ssn FROM person) u'),
  ('EXCEPT', 'SELECT count(*) FROM (SELECT ssn FROM badge EXCEPT SELECT ssn FROM person) u'),
  ('EXCEPT ALL, on the left', 'SELECT count(*) FROM (SELECT ssn FROM person EXCEPT ALL SELECT ssn FROM badge) u'),
  ('UNION ALL below UNION', 'SELECT count(*) FROM ((SELECT ssn FROM person UNION ALL SELECT ssn FROM badge) UNION SELECT color FROM badge) u'),
  ('UNION ALL, ordered', 'SELECT id FROM (SELECT id, ssn FROM person UNION ALL SELECT id, ssn FROM badge ORDER BY ssn) u'),
  ('LATERAL', 'SELECT l.x FROM person p, LATERAL (SELECT p.ssn AS x) l'),
  ('LATERAL, a condition', 'SELECT b.id FROM person p, LATERAL (SELECT * FROM badge b WHERE b.ssn = p.ssn) b'),
  ('a function in FROM', 'SELECT c FROM person p, regexp_split_to_table(p.ssn, '''') c'),
  ('a function in FROM, its rows counted', 'SELECT count(*) FROM person p, generate_series(1, length(p.ssn)) g'),
  ('a set-returning function', 'SELECT id, generate_series(1, length(ssn)) FROM person'),
  ('ROWS FROM', 'SELECT p.id FROM person p, ROWS FROM (generate_series(1, 1), regexp_split_to_table(p.ssn, '''')) AS f (a, b)'),
  ('XMLTABLE', 'SELECT x FROM person p, XMLTABLE(''/a'' PASSING xmlparse(CONTENT p.ssn) COLUMNS x text)'),
  ('VALUES with a sub-select', 'VALUES (1, NULL), (2, (SELECT max(ssn) FROM person))'),
  ('VALUES in FROM', 'SELECT v.x FROM person p, LATERAL (VALUES (p.ssn)) v (x)'),
  ('TABLESAMPLE''s argument', 'SELECT id FROM badge TABLESAMPLE bernoulli ((SELECT length(max(ssn)) FROM person))'),
  ('recursion, its start', 'WITH RECURSIVE r AS (SELECT id, ssn FROM person UNION ALL SELECT id + 1, ssn FROM r WHERE id < 2) SELECT ssn FROM r'),
  ('recursion, a later step', 'WITH RECURSIVE r AS (SELECT id, color AS s FROM badge UNION ALL SELECT r.id + 10, p.ssn FROM r JOIN person p ON p.id = r.id) SELECT s FROM r'),
  ('recursion, its condition', 'WITH RECURSIVE r AS (SELECT id, ssn FROM person UNION ALL SELECT id + 1, ssn FROM r WHERE ssn > ''9'') SELECT id FROM r'),
  ('recursion that removes duplicates', 'WITH RECURSIVE r AS (SELECT id, ssn FROM person UNION SELECT id, ssn FROM r) SELECT id FROM r'),
  ('recursion, SEARCH BY', 'WITH RECURSIVE r AS (SELECT id, ssn FROM person UNION ALL SELECT p.id, p.ssn FROM person p JOIN r ON p.boss = r.id) SEARCH BREADTH FIRST BY ssn SET o SELECT id FROM r ORDER BY o'),
  ('recursion, CYCLE', 'WITH RECURSIVE r AS (SELECT id, ssn FROM person UNION ALL SELECT p.id, p.ssn FROM person p JOIN r ON p.boss = r.id) CYCLE ssn SET c USING q SELECT id FROM r WHERE NOT c'),
  ('FOR UPDATE', 'SELECT ssn FROM person FOR UPDATE'),
  ('COPY', 'COPY person TO PROGRAM ''cat >/dev/null'''),
  ('COPY, one column', 'COPY person (id, ssn) TO PROGRAM ''cat >/dev/null'''),
  ('COPY, a query', 'COPY (SELECT ssn FROM person) TO PROGRAM ''cat >/dev/null'''),
  ('CREATE TABLE AS', 'CREATE TEMP TABLE stolen AS SELECT * FROM person'),
  ('a cursor', 'DECLARE c CURSOR FOR SELECT ssn FROM person'),
  ('EXPLAIN', 'EXPLAIN SELECT id FROM person WHERE ssn = ''111'''),
  ('INSERT of it', 'INSERT INTO badge SELECT id + 10, id, ssn, ''stolen'' FROM person'),
  ('INSERT RETURNING', 'INSERT INTO person VALUES (9, ''Eve'', ''999'', NULL) RETURNING ssn'),
  ('INSERT RETURNING all columns', 'INSERT INTO person VALUES (9, ''Eve'', ''999'', NULL) RETURNING *'),
  ('UPDATE RETURNING', 'UPDATE person SET name = ''x'' RETURNING ssn'),
  ('UPDATE RETURNING a whole row', 'UPDATE person p SET name = ''x'' RETURNING p'),
  ('UPDATE from it', 'UPDATE person SET name = ssn'),
  ('UPDATE of another table', 'UPDATE badge SET color = p.ssn FROM person p WHERE p.id = badge.person'),
  ('UPDATE WHERE', 'UPDATE person SET name = ''x'' WHERE ssn = ''111'''),
  ('UPDATE with a sub-select', 'UPDATE badge SET color = (SELECT max(ssn) FROM person)'),
  ('DELETE WHERE', 'DELETE FROM person WHERE ssn = ''111'''),
  ('DELETE USING', 'DELETE FROM badge USING person p WHERE p.ssn = badge.ssn'),
  ('DELETE RETURNING', 'DELETE FROM person RETURNING ssn'),
  ('a CTE that writes', 'WITH w AS (DELETE FROM person RETURNING ssn AS x) SELECT x FROM w'),
  ('MERGE ON', 'MERGE INTO badge b USING person p ON p.ssn = b.ssn WHEN MATCHED THEN DELETE'),
  ('MERGE WHEN', 'MERGE INTO badge b USING person p ON p.id = b.person WHEN MATCHED AND p.ssn > '''' THEN DELETE'),
  ('MERGE UPDATE', 'MERGE INTO badge b USING person p ON p.id = b.person WHEN MATCHED THEN UPDATE SET color = p.ssn'),
  ('MERGE INSERT', 'MERGE INTO badge b USING person p ON p.id = b.person WHEN NOT MATCHED THEN INSERT VALUES (p.id + 10, p.id, p.ssn, '''')');
SELECT u.* FROM use_case c, LATERAL uses(c.what, c.query) u ORDER BY c.n;
-- Nothing of it happened.
SELECT (SELECT count(*) FROM person) AS persons, (SELECT count(*) FROM badge) AS badges,
       (SELECT string_agg(color, ',' ORDER BY id) FROM badge) AS colors;

-- All of them are sound statements: a purpose that is allowed runs them.
CREATE FUNCTION runs(query text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE query;
  RAISE EXCEPTION 'undo';
EXCEPTION
  WHEN raise_exception THEN RETURN 'runs';
  WHEN OTHERS THEN RETURN SQLERRM;
END $$;
SET purpose.current = 'payroll';
SELECT c.what, r.result FROM use_case c, LATERAL (SELECT runs(c.query) AS result OFFSET 0) r
 WHERE r.result <> 'runs' AND c.what <> 'XMLTABLE'	-- the server may lack libxml
 ORDER BY c.n;
SET purpose.current = 'catering';

-- A row that was made is a use of all that it holds, even if one field is taken later.
SELECT (s.p).id FROM (SELECT p FROM person p) s;
-- PL/pgSQL, which ran the statements above, has no SELECT INTO of this kind.
SELECT * INTO TEMP stolen FROM person;

-- ---- the message ----

-- It names the purpose and the column, says where the label is that blocks, and what can be done.
SELECT ssn FROM person;
-- No purpose: the message says so and names none.
RESET purpose.current;
SELECT ssn FROM person;
-- All blocked columns in one error, by the labels that block them.
SECURITY LABEL FOR purpose ON COLUMN person.name IS 'DENY catering';
SECURITY LABEL FOR purpose ON TABLE badge IS 'ALLOW payroll';
SET purpose.current = 'catering';
SELECT p.ssn, p.name, b.color, p.id FROM person p JOIN badge b ON b.ssn = p.ssn;
SELECT * FROM person a, person b WHERE a.ssn = b.ssn;
-- Who lacks the privilege is told of that, as ever, and nothing of purposes.
CREATE ROLE regress_purpose_cook;
SET ROLE regress_purpose_cook;
SELECT ssn FROM person;
RESET ROLE;
DROP ROLE regress_purpose_cook;
-- Drivers find the column in the fields of the protocol.
DO $$
DECLARE
  state text;
  s text;
  t text;
  c text;
BEGIN
  PERFORM id, ssn FROM person_view;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, s = SCHEMA_NAME, t = TABLE_NAME, c = COLUMN_NAME;
  RAISE NOTICE 'SQLSTATE %, schema %, table %, column %', state, s, t, c;
END $$;

RESET purpose.current;
DROP VIEW person_view2, person_view;
DROP TABLE person, badge, copied, use_case;
DROP FUNCTION uses, runs;
DELETE FROM purpose.vocabulary;
