--
-- Plans of prepared statements under purposes that alternate.
--
-- Each purpose's plan is made once and kept, so that a session behind a pooler
-- does not plan anew in each transaction.  What is shown is right each time,
-- and whatever the plan was made from makes it go.  When the planner is at work
-- is told by a function that it evaluates.  (sql/plans.sql holds all kinds of
-- kept plans against fresh ones.)
--
\set VERBOSITY terse
CREATE SCHEMA kept;
SET search_path = kept, pg_catalog;
SET plan_cache_mode = force_generic_plan;
CREATE ROLE regress_kept_user;
CREATE ROLE regress_kept_definer;
GRANT USAGE ON SCHEMA kept TO regress_kept_user, regress_kept_definer;
INSERT INTO purpose.vocabulary (name) VALUES ('kept_care'), ('kept_billing'),
  ('kept_research'), ('kept_survey'), ('kept_police');
SECURITY LABEL FOR purpose ON ROLE regress_kept_user IS 'DECLARE kept_care, kept_research';
SECURITY LABEL FOR purpose ON ROLE regress_kept_definer IS 'DECLARE kept_care';

CREATE TABLE person (id int PRIMARY KEY, name text, agreed boolean);
INSERT INTO person VALUES (1, 'Alice', true), (2, 'Bob', false);
GRANT SELECT ON person TO PUBLIC;
SECURITY LABEL FOR purpose ON COLUMN person.name IS
  'ALLOW kept_care, kept_billing; ALLOW kept_survey WHEN (agreed); DENY kept_police; ELSE MASK WITH (left(name, 1))';
CREATE TABLE secret (id int, code text);
INSERT INTO secret VALUES (1, 'code 1');
SECURITY LABEL FOR purpose ON COLUMN secret.code IS 'ALLOW kept_care; ELSE BLOCK';

CREATE FUNCTION planned() RETURNS int LANGUAGE plpgsql IMMUTABLE AS
$$BEGIN RAISE NOTICE 'planned'; RETURN 1; END$$;

-- The same statement under several purposes by turns: allowed, masked, by the
-- row.
CREATE PROCEDURE turns(statement text, VARIADIC purposes text[])
LANGUAGE plpgsql AS $$
DECLARE result text; which text;
BEGIN
  FOREACH which IN ARRAY purposes LOOP
    PERFORM set_config('purpose.current', 'kept_' || which, false);
    BEGIN
      EXECUTE statement INTO result;
    EXCEPTION WHEN insufficient_privilege THEN
      result := SQLERRM;
    END;
    RAISE NOTICE '%: %', which, result;
  END LOOP;
END $$;
PREPARE names AS SELECT string_agg(name, ' ' ORDER BY id) FROM person WHERE id >= planned();
CALL turns('EXECUTE names', 'care', 'research', 'care', 'survey', 'billing', 'police');
CALL turns('EXECUTE names', 'care', 'research', 'survey', 'billing', 'police', 'care');

-- a block is one each time
PREPARE codes AS SELECT code FROM secret WHERE id = planned();
CALL turns('EXECUTE codes', 'care', 'research', 'care', 'research', 'care', 'research');

-- one that the rewriter makes several queries of
CREATE TABLE visit (id int);
CREATE TABLE seen (what text);
CREATE RULE one AS ON INSERT TO visit DO ALSO INSERT INTO seen SELECT name FROM person WHERE id = NEW.id AND planned() = 1;
CREATE RULE two AS ON INSERT TO visit DO ALSO INSERT INTO seen SELECT upper(name) FROM person WHERE id = NEW.id AND planned() = 1;
PREPARE visits AS INSERT INTO visit VALUES (1);
SET purpose.current = 'kept_care';
EXECUTE visits;
SET purpose.current = 'kept_billing';
EXECUTE visits;
SET purpose.current = 'kept_care';
EXECUTE visits;
SET purpose.current = 'kept_billing';
EXECUTE visits;
SELECT what, count(*) FROM seen GROUP BY what ORDER BY what;
DROP TABLE visit, seen;

-- as behind a pooler
BEGIN; SET LOCAL purpose.current = 'kept_care'; EXECUTE names; COMMIT;
BEGIN; SET LOCAL purpose.current = 'kept_research'; EXECUTE names; COMMIT;
BEGIN; SET LOCAL purpose.current = 'kept_care'; EXECUTE names; ROLLBACK;
BEGIN; SET LOCAL purpose.current = 'kept_research'; EXECUTE names; ROLLBACK;

-- new rows are seen
INSERT INTO person VALUES (3, 'Carol', true);
CALL turns('EXECUTE names', 'care', 'research', 'survey');

--
-- What makes the plans go: a change of the labels, of the table, an index, the
-- vocabulary, of role labels, of the search path, of a function; and
-- DISCARD PLANS.
--
SECURITY LABEL FOR purpose ON COLUMN person.name IS
  'ALLOW kept_care; ALLOW kept_survey WHEN (agreed); ELSE MASK WITH (upper(left(name, 2)))';
CALL turns('EXECUTE names', 'care', 'research', 'care', 'research', 'billing');
CREATE INDEX person_name ON person (name);
CALL turns('EXECUTE names', 'care', 'research', 'care', 'research');
DROP INDEX person_name;
CALL turns('EXECUTE names', 'care', 'research', 'care', 'research');
ALTER TABLE person ALTER name TYPE varchar(20);
CALL turns('EXECUTE names', 'care', 'research', 'care', 'research');
UPDATE purpose.vocabulary SET parent = 'kept_care' WHERE name = 'kept_research';
CALL turns('EXECUTE names', 'care', 'research', 'care', 'research');
UPDATE purpose.vocabulary SET parent = NULL WHERE name = 'kept_research';
CALL turns('EXECUTE names', 'care', 'research', 'care', 'research');
SET search_path = pg_catalog, kept;
CALL kept.turns('EXECUTE names', 'care', 'research', 'care', 'research');
SET search_path = kept, pg_catalog;
DISCARD PLANS;
CALL turns('EXECUTE names', 'care', 'research', 'care', 'research');
-- label of the schema
SECURITY LABEL FOR purpose ON SCHEMA kept IS 'DENY kept_care';
CALL turns('EXECUTE names', 'care', 'research', 'care', 'research');
SECURITY LABEL FOR purpose ON SCHEMA kept IS NULL;
CALL turns('EXECUTE names', 'care', 'research', 'care', 'research');
-- a change that is rolled back
BEGIN;
SECURITY LABEL FOR purpose ON COLUMN person.name IS 'ALLOW kept_research; ELSE MASK WITH (NULL)';
CALL turns('EXECUTE names', 'care', 'research', 'care', 'research');
ROLLBACK;
CALL turns('EXECUTE names', 'care', 'research', 'care', 'research');

-- a function that is inlined
CREATE FUNCTION shown(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ''<'' || $1';
PREPARE inlined AS SELECT string_agg(shown(name), ' ' ORDER BY id) FROM person WHERE id >= planned();
CALL turns('EXECUTE inlined', 'care', 'research', 'care', 'research');
CREATE OR REPLACE FUNCTION shown(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ''>'' || $1';
CALL turns('EXECUTE inlined', 'care', 'research', 'care', 'research');

--
-- A statement under the same name is another one.
--
DEALLOCATE names;
PREPARE names AS SELECT string_agg(id || name, ' ' ORDER BY id) FROM person WHERE id >= planned();
CALL turns('EXECUTE names', 'care', 'research', 'care', 'research');
SELECT count(*) > 0 AS kept FROM pg_backend_memory_contexts WHERE name = 'pg_purpose kept plan' AND ident LIKE 'PREPARE names%';
DEALLOCATE ALL;
SELECT count(*) FROM pg_backend_memory_contexts WHERE name = 'pg_purpose kept plan' AND ident LIKE 'PREPARE names%';

--
-- Enforcement, row_security, roles, definers.
--
PREPARE names AS SELECT string_agg(name, ' ' ORDER BY id) FROM person WHERE id >= planned();
CALL turns('EXECUTE names', 'care', 'research', 'care', 'research');
SET purpose.enforcement = off;
CALL turns('EXECUTE names', 'care', 'research', 'care', 'research');
RESET purpose.enforcement;
SET row_security = off;
CALL turns('EXECUTE names', 'research', 'care', 'research', 'care');
RESET row_security;
GRANT EXECUTE ON PROCEDURE turns TO PUBLIC;
SET ROLE regress_kept_user;
CALL turns('EXECUTE names', 'care', 'research', 'care', 'research');
-- who has lost the purpose meanwhile
RESET ROLE;
SECURITY LABEL FOR purpose ON ROLE regress_kept_user IS 'DECLARE kept_research';
SET purpose.current = 'kept_care';
SET ROLE regress_kept_user;
EXECUTE names;
RESET ROLE;
EXECUTE names;
REVOKE SELECT ON person FROM PUBLIC;
SET ROLE regress_kept_user;
CALL turns('EXECUTE names', 'research');
RESET ROLE;
GRANT SELECT ON person TO PUBLIC;
DEALLOCATE names;

-- the purpose of a definer, and the caller's
CREATE FUNCTION inside(int) RETURNS text LANGUAGE plpgsql AS
$$BEGIN RETURN (SELECT name FROM kept.person WHERE id = $1 AND kept.planned() = 1); END$$;
CREATE FUNCTION of_definer(int) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
SET purpose.current = 'kept_care' AS $$BEGIN RETURN kept.inside($1); END$$;
ALTER FUNCTION of_definer OWNER TO regress_kept_definer;
SET ROLE regress_kept_user;
SET purpose.current = 'kept_research';
SELECT inside(1), of_definer(1), inside(2), of_definer(2), inside(1), of_definer(1);
RESET ROLE;
SELECT inside(1), of_definer(1), inside(2), of_definer(2), inside(1), of_definer(1);

--
-- A function that the planner evaluates, though it reads what is labelled: what
-- it has found under one purpose is not shown under another, or to another role.
--
CREATE FUNCTION first_name() RETURNS text LANGUAGE plpgsql IMMUTABLE AS
$$BEGIN RAISE NOTICE 'evaluated'; RETURN (SELECT name || ' for ' || current_user FROM kept.person WHERE id = 1); END$$;
PREPARE folded AS SELECT first_name() || count(id) FROM person;
CALL turns('EXECUTE folded', 'care', 'research', 'care', 'research', 'care');
SECURITY LABEL FOR purpose ON ROLE regress_kept_user IS 'DECLARE kept_care, kept_research';
SET ROLE regress_kept_user;
CALL turns('EXECUTE folded', 'care', 'research', 'care', 'research');
RESET ROLE;
CALL turns('EXECUTE folded', 'care', 'research');
-- one that declares another purpose on the way
CREATE FUNCTION turncoat() RETURNS int LANGUAGE plpgsql IMMUTABLE AS
$$BEGIN PERFORM set_config('purpose.current', 'kept_research', false); RETURN 1; END$$;
PREPARE turned AS SELECT name FROM person WHERE id = turncoat();
CALL turns('EXECUTE turned', 'care', 'research', 'care', 'research', 'care');
-- one that fails in the middle
CREATE FUNCTION fails() RETURNS int LANGUAGE plpgsql IMMUTABLE AS
$$BEGIN IF current_setting('kept.fail') = 'on' THEN RAISE insufficient_privilege USING MESSAGE = 'failed'; END IF; RETURN planned(); END$$;
SET kept.fail = off;
PREPARE failing AS SELECT name FROM person WHERE id >= fails() ORDER BY id LIMIT 1;
CALL turns('EXECUTE failing', 'care', 'research');
ALTER TABLE person SET (fillfactor = 90);
SET kept.fail = on;
CALL turns('EXECUTE failing', 'care', 'research');
SET kept.fail = off;
CALL turns('EXECUTE failing', 'care', 'research', 'care');
DEALLOCATE ALL;

--
-- What is not kept by the plan cache is planned each time; and what a utility
-- statement plans is, though that be prepared itself.
--
CALL turns('SELECT name FROM kept.person WHERE id = kept.planned()', 'care', 'research', 'care', 'research');
CREATE FUNCTION shape() RETURNS text LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
  EXPLAIN (COSTS OFF) SELECT name INTO line FROM kept.person WHERE id = 1;
  RETURN line;
END $$;
SET enable_seqscan = off;
CALL turns('SELECT kept.shape()', 'care', 'research', 'care', 'research');
SET enable_seqscan = on;
SET enable_indexscan = off;
SET enable_bitmapscan = off;
CALL turns('SELECT kept.shape()', 'care', 'research', 'care', 'research');
RESET enable_seqscan;
RESET enable_indexscan;
RESET enable_bitmapscan;

-- There is a bound.
PREPARE names AS SELECT count(name) FROM person WHERE id >= planned();
SET client_min_messages = warning;
INSERT INTO purpose.vocabulary (name) SELECT 'kept_' || i FROM generate_series(1, 20) i;
DO $$BEGIN
  FOR i IN 1 .. 60 LOOP
    PERFORM set_config('purpose.current', 'kept_' || 1 + i % 20, false);
    EXECUTE 'EXECUTE names';
  END LOOP;
END$$;
SELECT count(*) FROM pg_backend_memory_contexts WHERE name = 'pg_purpose kept plan' AND ident LIKE 'PREPARE names%';
RESET purpose.current;
DEALLOCATE ALL;
SELECT count(*) FROM pg_backend_memory_contexts WHERE name = 'pg_purpose kept plan' AND ident LIKE 'PREPARE names%';

RESET plan_cache_mode;
RESET search_path;
DROP SCHEMA kept CASCADE;
RESET client_min_messages;
DROP ROLE regress_kept_user, regress_kept_definer;
DELETE FROM purpose.vocabulary WHERE name LIKE 'kept\_%';
\set VERBOSITY default
