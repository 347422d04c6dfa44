--
-- Plans that outlive a change.
--
-- A statement that is planned once and run later must show what the same
-- statement would show if it were new: whatever purpose, role, label,
-- vocabulary or mode of enforcement it was planned under.  A driver tries all
-- ways of keeping a plan, under all pairs of states (made under, run under),
-- and compares with a fresh statement.
--
\set VERBOSITY terse
CREATE SCHEMA plans;
SET search_path = plans, pg_catalog;
CREATE ROLE regress_plans_other;
CREATE ROLE regress_plans_definer;
GRANT USAGE ON SCHEMA plans TO regress_plans_other, regress_plans_definer;

INSERT INTO purpose.vocabulary (name) VALUES ('plan_care'),
  ('plan_research'), ('plan_survey'), ('plan_police');
SECURITY LABEL FOR purpose ON ROLE regress_plans_other IS
  'DECLARE plan_research';

CREATE TABLE person (id int PRIMARY KEY, name text, secret text, agreed boolean);
INSERT INTO person VALUES (1, 'Alice', 's1', true), (2, 'Bob', 's2', false),
  (3, 'Carol', 's3', NULL);
GRANT SELECT, UPDATE ON person TO regress_plans_other, regress_plans_definer;
CREATE VIEW seen WITH (security_barrier) AS SELECT * FROM person;
GRANT SELECT ON seen TO regress_plans_other, regress_plans_definer;

--
-- The states.  The secret is blocked under "none" and "blocked"; the names are
-- masked under those two and "masked", and by the row under "conditional".
--
CREATE TABLE state (nr serial, name text PRIMARY KEY, purpose text,
  role text DEFAULT 'none', labels text DEFAULT 'usual',
  enforcement text DEFAULT 'on', parent text, row_security text DEFAULT 'on');
INSERT INTO state (name, purpose) VALUES ('none', ''),
  ('allowed', 'plan_care'), ('masked', 'plan_research'),
  ('conditional', 'plan_survey'), ('blocked', 'plan_police');
INSERT INTO state (name, purpose, role) VALUES
  ('other role, no authority', 'plan_care', 'regress_plans_other'),
  ('other role, masked', 'plan_research', 'regress_plans_other');
INSERT INTO state (name, purpose, labels) VALUES
  ('label changed to block', 'plan_research', 'block'),
  ('label dropped', 'plan_police', 'none');
INSERT INTO state (name, purpose, enforcement) VALUES
  ('enforcement off', 'plan_police', 'off'),
  ('enforcement report', 'plan_police', 'report');
INSERT INTO state (name, purpose, parent) VALUES
  ('vocabulary re-parented', 'plan_police', 'plan_care');
INSERT INTO state (name, purpose, row_security) VALUES
  ('row_security off', 'plan_research', 'off');
GRANT SELECT ON state TO PUBLIC;

CREATE FUNCTION set_labels(text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  CASE $1 WHEN 'usual' THEN
    SECURITY LABEL FOR purpose ON COLUMN plans.person.name IS
      'ALLOW plan_care; ALLOW plan_survey WHEN (agreed); ELSE MASK WITH (left(name, 1))';
    SECURITY LABEL FOR purpose ON COLUMN plans.person.secret IS
      'ALLOW plan_care, plan_survey; ALLOW plan_research; ELSE BLOCK';
  WHEN 'block' THEN
    SECURITY LABEL FOR purpose ON COLUMN plans.person.name IS
      'ALLOW plan_care; ELSE BLOCK';
  WHEN 'none' THEN
    SECURITY LABEL FOR purpose ON COLUMN plans.person.name IS NULL;
    SECURITY LABEL FOR purpose ON COLUMN plans.person.secret IS NULL;
  END CASE;
  PERFORM set_config('plans.labels', $1, false);
END $$;
SELECT set_labels('usual');
SET plans.parent = '';

-- Changes only what differs from the present state: every change of a label
-- makes the server drop plans by itself, and that is not what is looked at.
CREATE FUNCTION set_state(text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE s plans.state;
BEGIN
  RESET ROLE;
  SELECT * INTO STRICT s FROM plans.state WHERE name = $1;
  IF s.labels <> current_setting('plans.labels') THEN
    PERFORM plans.set_labels('usual');
    PERFORM plans.set_labels(s.labels);
  END IF;
  IF coalesce(s.parent, '') <> current_setting('plans.parent') THEN
    UPDATE purpose.vocabulary SET parent = s.parent WHERE name = 'plan_police';
    PERFORM set_config('plans.parent', coalesce(s.parent, ''), false);
  END IF;
  PERFORM set_config('purpose.enforcement', s.enforcement, false);
  PERFORM set_config('row_security', s.row_security, false);
  -- who may not declare a purpose cannot set it, but can be left with it
  PERFORM set_config('purpose.current', s.purpose, false);
  PERFORM set_config('role', s.role, false);
END $$;

--
-- The queries, each with a parameter and one text for a result.
--
CREATE TABLE query (name text PRIMARY KEY, text text);
INSERT INTO query VALUES
  ('shown', 'SELECT string_agg(id || name, '','' ORDER BY id) FROM plans.person WHERE id <= $1'),
  ('secret', 'SELECT string_agg(p.name || q.secret, '','' ORDER BY p.id) FROM plans.person p JOIN plans.seen q USING (id) WHERE p.id <= $1 AND p.name > ''Aa''');
GRANT SELECT ON query TO PUBLIC;

-- An error in place of a result.  Where row_security is off, that of a kept
-- plan does not name the column.
CREATE FUNCTION in_short(error text) RETURNS text LANGUAGE sql IMMUTABLE AS
$$SELECT regexp_replace(error, '^(query would be affected by) .*', '\1 masks')$$;

-- What a fresh statement says in each state.
CREATE FUNCTION fresh(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE result text;
BEGIN
  EXECUTE query INTO result USING 3;
  RETURN coalesce(result, '(null)');
EXCEPTION WHEN insufficient_privilege THEN
  RETURN plans.in_short(SQLERRM);
END $$;
CREATE FUNCTION fresh_in(state text, query text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE result text;
BEGIN
  PERFORM plans.set_state(state);
  result := plans.fresh(query);
  PERFORM plans.set_state('none');
  RETURN result;
END $$;
CREATE TABLE fresh AS SELECT q.name AS query, s.nr, s.name AS state,
  fresh_in(s.name, q.text) AS result FROM query q, state s;
GRANT SELECT ON fresh TO PUBLIC;
SELECT query, state, result FROM fresh ORDER BY query, nr;

--
-- Ways to keep a plan: how to make it, and how to run it.  %1$L is the query
-- as a literal, %1$s as it is.
--
CREATE TABLE maker (nr serial, name text PRIMARY KEY, make text,
  run text DEFAULT 'SELECT plans.kept($1)', mode text DEFAULT 'auto');
INSERT INTO maker (name, make, run, mode) VALUES
  ('PREPARE, generic', 'PREPARE kept (int) AS %1$s', 'EXECUTE kept (3)', 'force_generic_plan'),
  ('PREPARE, custom', 'PREPARE kept (int) AS %1$s', 'EXECUTE kept (3)', 'force_custom_plan'),
  ('PREPARE, auto', 'PREPARE kept (int) AS %1$s', 'EXECUTE kept (3)', 'auto'),
  ('PREPARE, nested', 'PREPARE kept (int) AS WITH w AS MATERIALIZED (SELECT (%1$s) AS r) SELECT r FROM w', 'EXECUTE kept (3)', 'force_generic_plan');
INSERT INTO maker (name, make) VALUES
  ('plpgsql, static', 'CREATE FUNCTION plans.kept(m int) RETURNS text LANGUAGE plpgsql AS $f$ BEGIN RETURN (%1$s); END $f$'),
  ('plpgsql, FOR loop', 'CREATE FUNCTION plans.kept(m int) RETURNS text LANGUAGE plpgsql AS $f$ DECLARE r text; BEGIN FOR r IN %1$s LOOP RETURN r; END LOOP; END $f$'),
  ('plpgsql, dynamic', 'CREATE FUNCTION plans.kept(m int) RETURNS text LANGUAGE plpgsql AS $f$ DECLARE r text; BEGIN EXECUTE %1$L INTO r USING m; RETURN r; END $f$'),
  ('plpgsql, volatile call in expression', 'CREATE FUNCTION plans.kept(m int) RETURNS text LANGUAGE plpgsql AS $f$ DECLARE r text := (%1$s); BEGIN RETURN r; END $f$'),
  ('SQL, string', 'CREATE FUNCTION plans.kept(int) RETURNS text LANGUAGE sql AS %1$L'),
  ('SQL, string, stable', 'CREATE FUNCTION plans.kept(int) RETURNS text LANGUAGE sql STABLE AS %1$L'),
  ('SQL, BEGIN ATOMIC', 'CREATE FUNCTION plans.kept(int) RETURNS text LANGUAGE sql BEGIN ATOMIC %1$s; END'),
  ('SQL, RETURN', 'CREATE FUNCTION plans.kept(int) RETURNS text LANGUAGE sql STABLE RETURN (%1$s)'),
  ('SQL, SECURITY DEFINER', 'CREATE FUNCTION plans.kept(int) RETURNS text LANGUAGE sql SECURITY DEFINER AS %1$L; ALTER FUNCTION plans.kept OWNER TO regress_plans_definer'),
  ('plpgsql, SECURITY DEFINER', 'CREATE FUNCTION plans.kept(m int) RETURNS text LANGUAGE plpgsql SECURITY DEFINER AS $f$ BEGIN RETURN (%1$s); END $f$; ALTER FUNCTION plans.kept OWNER TO regress_plans_definer'),
  ('plpgsql, parallel safe', 'CREATE FUNCTION plans.kept(m int) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $f$ BEGIN RETURN (%1$s); END $f$');
INSERT INTO maker (name, make, run) VALUES
  ('SQL, set, inlinable', 'CREATE FUNCTION plans.kept(int) RETURNS SETOF text LANGUAGE sql STABLE AS %1$L', 'SELECT k FROM plans.kept($1) k'),
  ('SQL, set, inlinable, ATOMIC', 'CREATE FUNCTION plans.kept(int) RETURNS SETOF text LANGUAGE sql STABLE BEGIN ATOMIC %1$s; END', 'SELECT k FROM plans.kept($1) k');
-- a prepared statement that calls one of the functions
INSERT INTO maker (name, make, run, mode)
SELECT 'PREPARE of ' || name,
  make || '; PREPARE kept (int) AS ' || run, 'EXECUTE kept (3)', 'force_generic_plan'
FROM maker WHERE name IN ('SQL, set, inlinable',
  'SQL, set, inlinable, ATOMIC', 'SQL, BEGIN ATOMIC', 'plpgsql, static')
ORDER BY nr;
GRANT SELECT ON maker TO PUBLIC;

CREATE FUNCTION run_kept(run text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE result text;
BEGIN
  IF run LIKE 'EXECUTE%' THEN
    EXECUTE run INTO result;
  ELSE
    EXECUTE run INTO result USING 3;
  END IF;
  RETURN coalesce(result, '(null)');
EXCEPTION WHEN insufficient_privilege THEN
  RETURN plans.in_short(SQLERRM);
END $$;

-- For each way, one plan is kept and taken through the states on a walk that
-- has all pairs of them as steps.  In each it is run twice: the first time it
-- was made under the state before, the second time under this one.
CREATE TABLE driven (maker text, made text, run text, kept text, fresh text);
GRANT INSERT ON driven TO PUBLIC;
CREATE PROCEDURE drive(which text) LANGUAGE plpgsql AS $$
DECLARE
  m plans.maker;
  s plans.fresh;
  made text;
  kept text;
BEGIN
  FOR m IN SELECT * FROM plans.maker ORDER BY nr LOOP
    PERFORM set_config('plan_cache_mode', m.mode, false);
    EXECUTE format(m.make, (SELECT text FROM plans.query WHERE name = which));
    made := NULL;
    FOR s IN
      SELECT f.* FROM plans.fresh a, plans.fresh b,
        LATERAL (VALUES (1, a.nr), (2, b.nr)) v (i, nr)
        JOIN plans.fresh f ON f.nr = v.nr AND f.query = which
      WHERE a.query = which AND b.query = which
      ORDER BY a.nr, b.nr, i
    LOOP
      PERFORM plans.set_state(s.state);
      FOR i IN 1 .. 2 LOOP
        kept := plans.run_kept(m.run);
        INSERT INTO plans.driven VALUES
          (m.name, coalesce(made, s.state), s.state, kept, s.result);
        made := s.state;
      END LOOP;
    END LOOP;
    PERFORM plans.forget_kept(m.make);
    COMMIT;
  END LOOP;
  PERFORM plans.set_state('none');
  RESET plan_cache_mode;
END $$;
CREATE FUNCTION forget_kept(make text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RESET ROLE;
  IF make LIKE '%PREPARE kept%' THEN
    DEALLOCATE kept;
  END IF;
  IF make LIKE '%CREATE FUNCTION%' THEN
    DROP FUNCTION plans.kept(int);
  END IF;
END $$;

SET client_min_messages = warning;
CALL drive('shown');
CALL drive('secret');
RESET client_min_messages;
SELECT m.name AS maker, count(DISTINCT (d.made, d.run)) AS pairs,
  count(*) FILTER (WHERE d.kept IS DISTINCT FROM d.fresh) AS wrong
FROM maker m LEFT JOIN driven d ON d.maker = m.name
GROUP BY m.nr, m.name ORDER BY m.nr;
SELECT DISTINCT * FROM driven WHERE kept IS DISTINCT FROM fresh ORDER BY 1, 2, 3 LIMIT 20;
-- all kinds of results have been seen
SELECT count(*) > 500 AS often, left(kept, 15) AS kept FROM driven
GROUP BY 2 ORDER BY 2;

--
-- Statements that write: what is refused when new is refused when kept, and
-- what is kept from then does not write.
--
CREATE FUNCTION drive_update(mode text, OUT pairs int, OUT wrong int)
LANGUAGE plpgsql AS $$
DECLARE
  made plans.state;
  run plans.state;
  statement text := 'UPDATE plans.person SET agreed = agreed WHERE id <= $1 AND name < ''Az'' RETURNING name';
BEGIN
  pairs := 0;
  wrong := 0;
  PERFORM set_config('plan_cache_mode', mode, false);
  FOR made IN SELECT * FROM plans.state ORDER BY nr LOOP
    FOR run IN SELECT * FROM plans.state ORDER BY nr LOOP
      EXECUTE 'PREPARE kept (int) AS ' || statement;
      PERFORM plans.set_state(made.name);
      PERFORM plans.run_kept('EXECUTE kept (3)');
      PERFORM plans.set_state(run.name);
      IF plans.run_kept('EXECUTE kept (3)') IS DISTINCT FROM plans.fresh(statement) THEN
        RAISE WARNING 'made under "%", run under "%": %', made.name, run.name,
          plans.run_kept('EXECUTE kept (3)');
        wrong := wrong + 1;
      END IF;
      RESET ROLE;
      DEALLOCATE kept;
      pairs := pairs + 1;
    END LOOP;
  END LOOP;
  PERFORM plans.set_state('none');
  RESET plan_cache_mode;
END $$;
SELECT mode, d.* FROM (VALUES ('force_generic_plan'), ('force_custom_plan')) v (mode),
  drive_update(mode) d ORDER BY 1;

--
-- Cursors.  They keep their plan in the middle of its execution, so an open
-- one is fetched from only under what it was opened under; anything else is
-- an error that says so.  A row, if there is one, is what a fresh statement
-- would show.
--
CREATE FUNCTION open_refcursor() RETURNS refcursor LANGUAGE plpgsql AS $$
DECLARE c refcursor := 'kept';
BEGIN
  OPEN c FOR SELECT name FROM plans.person ORDER BY id;
  RETURN c;
END $$;
CREATE FUNCTION open_dynamic() RETURNS refcursor LANGUAGE plpgsql AS $$
DECLARE c refcursor := 'kept';
BEGIN
  OPEN c FOR EXECUTE 'SELECT name FROM plans.person WHERE id < $1 ORDER BY id' USING 4;
  RETURN c;
END $$;
CREATE TABLE opener (nr serial, name text PRIMARY KEY, open text, hold boolean DEFAULT false);
INSERT INTO opener (name, open) VALUES
  ('DECLARE', 'DECLARE kept CURSOR FOR SELECT name FROM plans.person ORDER BY id'),
  ('DECLARE SCROLL', 'DECLARE kept SCROLL CURSOR FOR SELECT name FROM plans.seen ORDER BY id'),
  ('DECLARE WITH HOLD, before COMMIT', 'DECLARE kept CURSOR WITH HOLD FOR SELECT name FROM plans.person ORDER BY id'),
  ('refcursor', 'SELECT plans.open_refcursor()'),
  ('refcursor, dynamic', 'SELECT plans.open_dynamic()');
INSERT INTO opener (name, open, hold) VALUES
  ('DECLARE WITH HOLD, after COMMIT', 'DECLARE kept SCROLL CURSOR WITH HOLD FOR SELECT name FROM plans.person ORDER BY id', true);
GRANT SELECT ON opener TO PUBLIC;

CREATE FUNCTION fetch_kept() RETURNS text LANGUAGE plpgsql AS $$
DECLARE result text;
BEGIN
  EXECUTE 'FETCH 1 FROM kept' INTO result;
  RETURN coalesce(result, '(null)');
EXCEPTION WHEN insufficient_privilege THEN
  RETURN 'ERROR: ' || SQLERRM;
END $$;
-- Does the cursor open?
CREATE FUNCTION open_kept(open text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE open;
  RETURN true;
EXCEPTION WHEN insufficient_privilege THEN
  RETURN false;
END $$;
CREATE TABLE fetched (opener text, made text, run text, first text, fetched text, fresh text);
GRANT SELECT, INSERT ON fetched TO PUBLIC;
CREATE PROCEDURE drive_cursors() LANGUAGE plpgsql AS $$
DECLARE
  o plans.opener;
  made plans.state;
  run plans.state;
  one text;
  two text;
  fresh text;
BEGIN
  FOR o IN SELECT * FROM plans.opener ORDER BY nr LOOP
    FOR made IN SELECT * FROM plans.state ORDER BY nr LOOP
      FOR run IN SELECT * FROM plans.state ORDER BY nr LOOP
        PERFORM plans.set_state(made.name);
        one := NULL;
        IF plans.open_kept(o.open) THEN
          one := plans.fetch_kept();
          IF o.hold THEN
            COMMIT;
          END IF;
          PERFORM plans.set_state(run.name);
          two := plans.fetch_kept();
          fresh := plans.fresh('SELECT name FROM plans.person WHERE id = $1 - 1');
          INSERT INTO plans.fetched VALUES (o.name, made.name, run.name, one, two, fresh);
          EXECUTE 'CLOSE kept';
        END IF;
      END LOOP;
    END LOOP;
  END LOOP;
  PERFORM plans.set_state('none');
END $$;
CALL drive_cursors();
SELECT opener, count(*) AS pairs,
  count(*) FILTER (WHERE made = run AND fetched = fresh) AS same_state,
  count(*) FILTER (WHERE fetched LIKE 'ERROR: %') > 90 AS refused,
  count(*) FILTER (WHERE fetched <> fresh AND fetched NOT LIKE 'ERROR: %') AS wrong
FROM fetched GROUP BY opener ORDER BY opener COLLATE "C";
SELECT DISTINCT made, run, fetched, fresh FROM fetched
WHERE fetched <> fresh AND (fetched NOT LIKE 'ERROR: %' OR made = run)
ORDER BY made, run;
-- and what the refusals say
SELECT DISTINCT fetched FROM fetched WHERE fetched LIKE 'ERROR: %' ORDER BY 1;

-- In full, and with every way of moving a cursor.
SET purpose.current = 'plan_care';
BEGIN;
DECLARE c SCROLL CURSOR FOR SELECT id, name FROM person ORDER BY id;
FETCH c;
SET LOCAL purpose.current = 'plan_research';
\set VERBOSITY default
SAVEPOINT s;
FETCH c;
\set VERBOSITY terse
ROLLBACK TO s;
FETCH BACKWARD ALL FROM c;
ROLLBACK TO s;
MOVE c;
ROLLBACK TO s;
-- back under the purpose it was opened with, it goes on where it was
SET LOCAL purpose.current = 'plan_care';
FETCH c;
ROLLBACK;
BEGIN;
DECLARE c CURSOR WITH HOLD FOR SELECT id, name FROM person ORDER BY id;
SET LOCAL purpose.current = 'plan_research';
-- the rows are taken when the transaction ends
COMMIT;
FETCH ALL FROM c;
CLOSE ALL;
-- a cursor that has nothing to do with it goes on
SET purpose.current = 'plan_care';
BEGIN;
DECLARE c CURSOR FOR SELECT id, agreed FROM state s, person ORDER BY nr, id LIMIT 3;
DECLARE d CURSOR FOR SELECT nr FROM state ORDER BY nr;
FETCH d;
SET LOCAL purpose.current = 'plan_research';
FETCH d;
ROLLBACK;
-- A loop over a query is a cursor too.
CREATE FUNCTION loop() RETURNS void LANGUAGE plpgsql AS $$
DECLARE r record;
BEGIN
  FOR r IN SELECT p.name FROM person p, generate_series(1, 100) ORDER BY 1 LOOP
    PERFORM set_config('purpose.current', 'plan_research', true);
  END LOOP;
END $$;
SELECT loop();
RESET purpose.current;

-- Within one statement, each statement of a function goes by the purpose that
-- holds when it begins; so do the functions that an expression calls.
CREATE FUNCTION first_name() RETURNS text LANGUAGE sql AS
'SELECT name FROM plans.person WHERE id = 1';
DO $$
DECLARE p text; n text; f text;
BEGIN
  FOREACH p IN ARRAY '{plan_care,plan_research,plan_care,plan_survey}'::text[] LOOP
    PERFORM set_config('purpose.current', p, true);
    SELECT name INTO n FROM plans.person WHERE id = 2;
    f := plans.first_name();
    RAISE NOTICE '%: %, %', p, n, f;
  END LOOP;
END $$;

--
-- Only plans that depend on a purpose are made anew when it changes.  The
-- planner calls a function that says so: it is immutable, so its value is
-- part of the plan.
--
CREATE FUNCTION planned(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
$$BEGIN RAISE NOTICE 'planned: %', $1; RETURN true; END$$;
SET plan_cache_mode = force_generic_plan;
PREPARE independent AS SELECT count(*) FROM state WHERE planned('independent');
PREPARE dependent AS SELECT count(name) FROM person WHERE planned('dependent');
SET purpose.current = 'plan_care';
EXECUTE independent;
EXECUTE dependent;
-- the same purpose
SET purpose.current = 'plan_care';
EXECUTE independent;
EXECUTE dependent;
-- another purpose
SET purpose.current = 'plan_research';
EXECUTE independent;
EXECUTE dependent;
EXECUTE dependent;
-- a function with a purpose of its own, which goes and comes back
CREATE FUNCTION acting() RETURNS bigint LANGUAGE sql
SET purpose.current = 'plan_care' AS 'SELECT count(*) FROM plans.state';
SELECT acting();
EXECUTE independent;
-- a role, a mode of enforcement
SET purpose.enforcement = off;
EXECUTE independent;
EXECUTE dependent;
RESET purpose.enforcement;
EXECUTE independent;
EXECUTE dependent;
SELECT name, generic_plans, custom_plans FROM pg_prepared_statements ORDER BY 1;
DEALLOCATE ALL;
RESET plan_cache_mode;

--
-- Parallel plans: workers act for the leader's purpose, also in functions
-- that plan by themselves.
--
CREATE FUNCTION is_parallel(query text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
  FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
    IF line LIKE '%Gather%' THEN RETURN true; END IF;
  END LOOP;
  RETURN false;
END $$;
CREATE TABLE many (id int, name text);
INSERT INTO many SELECT i, 'name ' || i FROM generate_series(1, 2000) i;
SECURITY LABEL FOR purpose ON COLUMN many.name IS
  'ALLOW plan_care; ELSE MASK WITH (left(name, 1))';
GRANT SELECT ON many TO PUBLIC;
CREATE FUNCTION name_of(int) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$BEGIN RETURN (SELECT name FROM plans.person WHERE id = $1 % 3 + 1); END$$;
CREATE FUNCTION name_for_care(int) RETURNS text LANGUAGE plpgsql STABLE
PARALLEL SAFE SECURITY DEFINER SET purpose.current = 'plan_care'
AS $$BEGIN RETURN (SELECT name FROM plans.person WHERE id = $1 % 3 + 1); END$$;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET parallel_leader_participation = off;
ALTER TABLE many SET (parallel_workers = 2);
SELECT is_parallel('SELECT count(*) FROM many WHERE name = ''n''');
SET purpose.current = 'plan_care';
SELECT count(*), count(DISTINCT name) FROM many WHERE name LIKE 'name%';
SELECT name_of(id), count(*) FROM many GROUP BY 1 ORDER BY 1;
SET purpose.current = 'plan_research';
SELECT count(*), count(DISTINCT name) FROM many WHERE name LIKE 'name%';
SELECT count(*), count(DISTINCT name) FROM many WHERE name = 'n';
SELECT is_parallel('SELECT name_of(id), count(*) FROM many GROUP BY 1');
SELECT name_of(id), count(*) FROM many GROUP BY 1 ORDER BY 1;
SELECT name_for_care(id), count(*) FROM many GROUP BY 1 ORDER BY 1;
SELECT purpose.current(), count(*) FROM many WHERE purpose.current() = 'plan_research' GROUP BY 1;
SET ROLE regress_plans_other;
SELECT count(*), count(DISTINCT name) FROM many WHERE name = 'n';
SELECT name_of(id), count(*) FROM many GROUP BY 1 ORDER BY 1;
-- the definer of name_for_care has the purpose, this role has not
SELECT name_for_care(id), count(*) FROM many GROUP BY 1 ORDER BY 1;
RESET ROLE;
RESET purpose.current;
-- the same with a worker for every statement that can have one
SELECT count(set_config(name, 'on', false)) FROM pg_settings
WHERE name IN ('force_parallel_mode', 'debug_parallel_query');
SET purpose.current = 'plan_research';
SELECT id, name FROM person ORDER BY id;
SELECT name_of(1), name_for_care(1);
SELECT secret FROM person WHERE id = 1;
SET purpose.current = 'plan_police';
SELECT name_of(1), name_for_care(1);
SELECT secret FROM person WHERE id = 1;
SELECT count(set_config(name, 'off', false)) FROM pg_settings
WHERE name IN ('force_parallel_mode', 'debug_parallel_query');

--
-- A function that the planner evaluates declares another purpose: the plan is
-- one for the first, and must not pass for one of the second.
--
CREATE FUNCTION declare_police() RETURNS integer LANGUAGE plpgsql IMMUTABLE AS
  $$BEGIN PERFORM set_config('purpose.current', 'plan_police', false);
  RETURN 1; END$$;
SET plan_cache_mode = force_generic_plan;
SET purpose.current = 'plan_care';
PREPARE turncoat AS SELECT name FROM person WHERE id = declare_police();
EXECUTE turncoat;
SHOW purpose.current;
-- nor once the purpose really is the other one
SET purpose.current = 'plan_police';
EXECUTE turncoat;
DEALLOCATE turncoat;
RESET plan_cache_mode;

RESET purpose.current;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET parallel_leader_participation;
\set VERBOSITY default
SET client_min_messages = warning;
DROP SCHEMA plans CASCADE;
RESET client_min_messages;
DROP ROLE regress_plans_other, regress_plans_definer;
DELETE FROM purpose.vocabulary WHERE name LIKE 'plan\_%';
