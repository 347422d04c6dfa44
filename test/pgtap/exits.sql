--
-- Where nothing is enforced: each early exit that SECURITY.md lists, what it
-- lets through, and that it ends where its reason ends.
--
-- The database has no label when this file begins, which is an exit, too.
--
\set ECHO none
SET client_min_messages = error;

BEGIN;
SELECT plan(45);

CREATE SCHEMA e;
CREATE TABLE e.t (id int PRIMARY KEY, v text, m text);
INSERT INTO e.t VALUES (1, 'v1', 'm1'), (2, 'v2', 'm2'), (3, 'v3', 'm3');
CREATE TABLE e.free (id int, w text);
INSERT INTO e.free VALUES (1, 'w1');
INSERT INTO purpose.vocabulary (name) VALUES ('care'), ('research');
CREATE ROLE exits_owner;
CREATE ROLE exits_officer;
SECURITY LABEL FOR purpose ON ROLE exits_officer IS 'ADMINISTER';
SECURITY LABEL FOR purpose ON ROLE exits_owner IS 'DECLARE care';
GRANT USAGE, CREATE ON SCHEMA e TO exits_owner, exits_officer;
ALTER TABLE e.t OWNER TO exits_owner;
ALTER TABLE e.free OWNER TO exits_owner;
GRANT exits_owner TO exits_officer;

-- Run a statement, which may not return more than one text; what it said.
CREATE FUNCTION said(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE result text;
BEGIN
  EXECUTE statement INTO result;
  RETURN coalesce(result, '(null)');
EXCEPTION WHEN insufficient_privilege THEN
  RETURN 'refused: ' || SQLERRM;
END $$;
CREATE FUNCTION done(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE statement;
  RETURN 'done';
EXCEPTION WHEN insufficient_privilege THEN
  RETURN 'refused';
END $$;

--
-- The database has no label.
--
PREPARE kept AS SELECT string_agg(v, ',' ORDER BY id) FROM e.t;
SELECT is(said('EXECUTE kept'), 'v1,v2,v3', 'no label: a plan is made');
SET plan_cache_mode = force_generic_plan;
SELECT is(said('EXECUTE kept'), 'v1,v2,v3', 'and kept');
SELECT is(said('SELECT purpose.verdict(''e.t'', ''v'', ''research'')'), 'allow', 'the verdict agrees');
BEGIN;
DECLARE early CURSOR FOR SELECT v FROM e.t ORDER BY id;
FETCH early \g /dev/null

SECURITY LABEL FOR purpose ON COLUMN e.t.v IS 'ALLOW care';
SECURITY LABEL FOR purpose ON COLUMN e.t.m IS 'ALLOW care; ELSE MASK WITH (left(m, 1))';
SELECT matches(said('EXECUTE kept'), '^refused: column "v"', 'the first label: what was kept is made anew');
SELECT matches(said('FETCH early'), '^refused: ', 'and a cursor that is open gives no more');
CLOSE early;

--
-- No relation of the statement has a policy; or all columns are open.
--
SELECT is(said('SELECT w FROM e.free'), 'w1', 'a table without labels');
SELECT is(said('SELECT count(*)::text FROM e.free, pg_class WHERE relname = ''t'' AND relnamespace = ''e''::regnamespace'), '1',
  'and the catalogs');
SELECT matches(said('SELECT w FROM e.free WHERE EXISTS (SELECT FROM e.t WHERE v = ''v1'')'), '^refused: ', 'one that has, anywhere');
CREATE FUNCTION e.inner() RETURNS SETOF text LANGUAGE sql STABLE AS 'SELECT v FROM e.t';
SELECT matches(said('SELECT w FROM e.free, e.inner()'), '^refused: ', 'in a function that could be inlined');
SET purpose.current = 'care';
SELECT is(said('SELECT v || m FROM e.t WHERE id = 1'), 'v1m1', 'all columns are open');
SELECT is(said('EXECUTE kept'), 'v1,v2,v3', 'to a plan that was kept, too');
RESET purpose.current;
SELECT is(said('SELECT m FROM e.t WHERE id = 1'), 'm', 'and not without the purpose');

--
-- Referential integrity: the server's own query, and nothing below it.
--
CREATE TABLE e.ref (v text);
INSERT INTO e.ref VALUES ('v1');
SET purpose.current = 'care';
ALTER TABLE e.t ADD UNIQUE (v);
ALTER TABLE e.ref ADD FOREIGN KEY (v) REFERENCES e.t (v) ON DELETE CASCADE;
RESET purpose.current;
CREATE TABLE e.seen (what text);
CREATE FUNCTION e.look() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO e.seen SELECT public.said('SELECT max(v) FROM e.t');
  RETURN OLD;
END $$;
CREATE TRIGGER look BEFORE DELETE ON e.ref FOR EACH ROW EXECUTE FUNCTION e.look();
SELECT is(done('INSERT INTO e.ref VALUES (''v2'')'), 'done', 'a foreign key finds a blocked value');
SELECT throws_ok('INSERT INTO e.ref VALUES (''v9'')', '23503', NULL, 'and knows that there is none');
SELECT is(done('DELETE FROM e.t WHERE id = 1'), 'done', 'a cascade');
SELECT is((SELECT count(*) FROM e.ref), 1::bigint, 'has done its work');
SELECT matches((SELECT what FROM e.seen), '^refused: ', 'a trigger below it is enforced');
INSERT INTO e.t VALUES (1, 'v1', 'm1');

--
-- DDL: for who may administer, under an open purpose, with enforcement off.
--
CREATE FUNCTION e.ddl(who text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE result text;
BEGIN
  PERFORM set_config('role', who, true);
  result := public.done('CREATE INDEX exits_index ON e.t (lower(v))');
  PERFORM set_config('role', 'none', true);
  DROP INDEX IF EXISTS e.exits_index;
  RETURN result;
END $$;
SELECT is(e.ddl('exits_owner'), 'refused', 'the owner''s DDL over rows');
SELECT is(e.ddl('exits_officer'), 'done', 'that of who may administer');
SELECT is(e.ddl('none'), 'done', 'as superusers may');
SET purpose.current = 'care';
SELECT is(e.ddl('exits_owner'), 'done', 'the owner''s, for a purpose that may use the column');
RESET purpose.current;
SET purpose.enforcement = off;
SELECT is(e.ddl('exits_owner'), 'done', 'the owner''s, with enforcement off');
SET purpose.enforcement = report;
SELECT is(e.ddl('exits_owner'), 'done', 'and with report');
SET purpose.enforcement = on;
SELECT is(e.ddl('exits_owner'), 'refused', 'and no more');

--
-- purpose.enforcement: off and report let everything through, also what is
-- fetched after a change of purpose; there is nothing to be stale.
--
CREATE FUNCTION e.modes() RETURNS TABLE (mode text) LANGUAGE sql AS 'VALUES (''off''), (''report'')';
SET purpose.enforcement = off;
SELECT is(said('SELECT string_agg(v || m, '','' ORDER BY id) FROM e.t'), 'v1m1,v2m2,v3m3', 'off: all values');
SELECT is(done('UPDATE e.t SET m = m WHERE v = ''v1'''), 'done', 'off: and writing');
SELECT is(said('EXECUTE kept'), 'v1,v2,v3', 'off: a plan that was kept');
DECLARE c CURSOR FOR SELECT v FROM e.t ORDER BY id;
SELECT is(said('FETCH c'), 'v1', 'off: a cursor');
SET purpose.current = 'research';
SELECT is(said('FETCH c'), 'v2', 'off: FETCH after a change of purpose');
SET purpose.current = 'care';
SELECT is(said('FETCH c'), 'v3', 'off: and after another');
CLOSE c;
RESET purpose.current;
SET purpose.enforcement = report;
SELECT is(said('SELECT string_agg(v || m, '','' ORDER BY id) FROM e.t'), 'v1m1,v2m2,v3m3', 'report: all values');
SELECT is(done('UPDATE e.t SET m = m WHERE v = ''v1'''), 'done', 'report: and writing');
SELECT is(said('EXECUTE kept'), 'v1,v2,v3', 'report: a plan that was kept');
DECLARE c CURSOR FOR SELECT v FROM e.t ORDER BY id;
SELECT is(said('FETCH c'), 'v1', 'report: a cursor');
SET purpose.current = 'research';
SELECT is(said('FETCH c'), 'v2', 'report: FETCH after a change of purpose');
SET purpose.justification = 'another reason';
SELECT is(said('FETCH c'), 'v3', 'report: and of its justification');
CLOSE c;
RESET purpose.justification;
-- enforcement is what it was opened with
DECLARE c CURSOR FOR SELECT v FROM e.t ORDER BY id;
SELECT is(said('FETCH c'), 'v1', 'report: another cursor');
SET purpose.enforcement = on;
SELECT matches(said('FETCH c'), '^refused: ', 'on again: it gives no more');
SET purpose.enforcement = off;
SELECT matches(said('FETCH c'), '^(v2|refused: )', 'off: it may go on or not');
CLOSE c;
SET purpose.enforcement = on;
SET purpose.current = 'care';
DECLARE c CURSOR FOR SELECT v FROM e.t ORDER BY id;
SELECT is(said('FETCH c'), 'v1', 'on: a cursor under an open purpose');
SET purpose.current = 'research';
SELECT matches(said('FETCH c'), '^refused: ', 'on: not after a change of purpose');
CLOSE c;
RESET purpose.current;

--
-- The plan in a worker is that of the leader, who has checked it; a worker
-- that plans a statement of its own comes by the guard.
--
CREATE TABLE e.many AS SELECT i AS id, 'secret' AS v FROM generate_series(1, 2000) AS i;
SECURITY LABEL FOR purpose ON COLUMN e.many.v IS 'ALLOW care; ELSE MASK WITH (''mask'')';
CREATE FUNCTION e.of(int) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS
  $$ BEGIN RETURN (SELECT v FROM e.many WHERE id = $1); END $$;
CREATE FUNCTION e.launched(query text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
  EXECUTE 'EXPLAIN (ANALYZE, FORMAT JSON) ' || query INTO plan;
  RETURN (jsonb_path_query_first(plan::jsonb, '$.**."Workers Launched"'))::int > 0;
END $$;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET parallel_leader_participation = off;
SELECT ok(e.launched('SELECT count(v) FROM e.many WHERE id > 0'), 'workers are at work');
SELECT is(said('SELECT string_agg(DISTINCT v, '','') FROM e.many'), 'mask', 'and see masks');
SELECT ok(e.launched('SELECT min(e.of(id)) FROM e.many WHERE id < 20'), 'with functions that read');
SELECT is(said('SELECT min(e.of(id)) || max(e.of(id)) FROM e.many WHERE id < 20'), 'maskmask', 'masks, too');

SELECT * FROM finish();
ROLLBACK;
