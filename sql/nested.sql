--
-- Functions and triggers that a statement calls which writes: what they read
-- is part of what the statement acts on, so they do not get masks.  Each is
-- planned by itself, and often long before, so it is refused when it starts.
-- The data is compared with copies at the end of each part.
--
\set VERBOSITY terse
CREATE SCHEMA nested;
SET search_path = nested, pg_catalog;
INSERT INTO purpose.vocabulary (name) VALUES ('nested_care'), ('nested_research');

CREATE TABLE patient (id int PRIMARY KEY, name text, phone text, consent boolean, ward int);
INSERT INTO patient VALUES (1, 'Alice', '0301', true, 10), (2, 'Bob', '0302', false, 20),
  (3, 'Carol', '0303', NULL, 30);
CREATE TABLE visit (id int PRIMARY KEY, patient int REFERENCES patient, note text);
INSERT INTO visit VALUES (1, 1, 'a'), (2, 2, 'b');
CREATE TABLE original AS TABLE visit;
SECURITY LABEL FOR purpose ON COLUMN patient.name IS
  'ALLOW nested_care; ELSE MASK WITH (left(name, 1))';
SECURITY LABEL FOR purpose ON COLUMN patient.phone IS
  'ALLOW nested_care; ALLOW nested_research WHEN (consent); ELSE NULL';
SET purpose.current = 'nested_research';

CREATE FUNCTION damage(OUT lost bigint, OUT new bigint) LANGUAGE sql AS $$
  SELECT
    (SELECT count(*) FROM (TABLE nested.original EXCEPT ALL TABLE nested.visit) l),
    (SELECT count(*) FROM (TABLE nested.visit EXCEPT ALL TABLE nested.original) n)
$$;

--
-- Functions, in every place of a statement that writes.
--
CREATE FUNCTION name_of(int) RETURNS text LANGUAGE plpgsql STABLE AS
$$BEGIN RETURN (SELECT name FROM nested.patient WHERE id = $1); END$$;
CREATE FUNCTION phone_of(int) RETURNS text LANGUAGE sql VOLATILE AS
$$SELECT phone FROM nested.patient WHERE id = $1$$;
CREATE FUNCTION names() RETURNS SETOF text LANGUAGE plpgsql STABLE AS
$$BEGIN RETURN QUERY SELECT name FROM nested.patient; END$$;
CREATE FUNCTION constant_name() RETURNS text LANGUAGE plpgsql IMMUTABLE AS
$$BEGIN RETURN (SELECT name FROM nested.patient WHERE id = 1); END$$;
CREATE FUNCTION ward_of(int) RETURNS int LANGUAGE plpgsql STABLE AS
$$BEGIN RETURN (SELECT ward FROM nested.patient WHERE id = $1); END$$;

-- a query that does not write gets the masks, and its plan is kept
SELECT name_of(1), phone_of(1), phone_of(2), constant_name(), ward_of(1);
SELECT * FROM names();
CREATE TABLE extract AS SELECT name_of(1), phone_of(2);
TABLE extract;

DELETE FROM visit WHERE name_of(patient) = 'A';
DELETE FROM visit WHERE phone_of(patient) IS NULL;
DELETE FROM visit WHERE note = constant_name() OR true;
UPDATE visit SET note = name_of(patient);
UPDATE visit SET note = (SELECT n FROM names() n LIMIT 1);
INSERT INTO visit SELECT 3, 1, n FROM names() n WHERE n = 'A';
INSERT INTO visit VALUES (3, 1, phone_of(2));
INSERT INTO visit VALUES (1, 1, '') ON CONFLICT (id) DO UPDATE SET note = name_of(1);
MERGE INTO visit v USING patient p ON v.patient = p.id AND name_of(p.id) = 'A'
  WHEN MATCHED THEN DELETE;
WITH d AS (DELETE FROM visit RETURNING *) SELECT name_of(patient) FROM d;
WITH d AS (DELETE FROM visit RETURNING *) SELECT (SELECT count(*) FROM names()) FROM d;
UPDATE visit SET note = note RETURNING name_of(patient);
EXPLAIN (ANALYZE, COSTS OFF) DELETE FROM visit WHERE name_of(patient) = 'A';
PREPARE p AS DELETE FROM visit WHERE name_of(patient) = $1;
EXECUTE p('A');
DO $$BEGIN DELETE FROM nested.visit WHERE nested.name_of(patient) = 'A'; END$$;
CREATE TABLE filled (id int, name text DEFAULT nested.name_of(1));
INSERT INTO filled VALUES (1);
COPY filled (id) FROM stdin;
1
\.
COPY filled FROM stdin WHERE nested.name_of(id) = 'A';
1	x
\.
CREATE MATERIALIZED VIEW kept AS SELECT id, name_of(id) FROM visit;
CREATE MATERIALIZED VIEW kept AS SELECT id, name_of(id) FROM visit WITH NO DATA;
REFRESH MATERIALIZED VIEW kept;
ALTER TABLE visit ALTER note TYPE text USING name_of(patient);
ALTER TABLE visit ADD name text DEFAULT name_of(1);
SELECT * FROM damage();
SELECT count(*) FROM filled;

-- in full
\set VERBOSITY default
\set SHOW_CONTEXT never
DELETE FROM visit WHERE name_of(patient) = 'A';
DO $$
DECLARE
  s text; t text; c text;
BEGIN
  DELETE FROM nested.visit WHERE nested.phone_of(patient) IS NULL;
EXCEPTION WHEN insufficient_privilege THEN
  GET STACKED DIAGNOSTICS s = SCHEMA_NAME, t = TABLE_NAME, c = COLUMN_NAME;
  RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = format('%s.%s.%s', s, t, c);
END $$;
\set VERBOSITY terse

-- what is open may be read
BEGIN;
DELETE FROM visit WHERE ward_of(patient) = 10;
SELECT * FROM damage();
ROLLBACK;

-- a cursor that was opened before is none the better
BEGIN;
DECLARE c CURSOR FOR SELECT name FROM patient ORDER BY id;
CREATE FUNCTION fetched() RETURNS text LANGUAGE plpgsql AS
$$DECLARE c refcursor := 'c'; n text; BEGIN FETCH c INTO n; RETURN n; END$$;
SELECT fetched();
UPDATE visit SET note = fetched();
ROLLBACK;

-- an error that is caught does not end it, nor does one of another statement
CREATE FUNCTION name_or(int) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  BEGIN
    PERFORM 1 / 0;
  EXCEPTION WHEN division_by_zero THEN
    NULL;
  END;
  BEGIN
    UPDATE nested.extract SET name_of = 1 / 0;
  EXCEPTION WHEN division_by_zero THEN
    NULL;
  END;
  RETURN nested.name_of($1);
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE '%', SQLERRM;
  BEGIN
    RETURN nested.name_of($1);
  EXCEPTION WHEN insufficient_privilege THEN
    RETURN 'refused twice';
  END;
END $$;
BEGIN;
SELECT name_or(1);
UPDATE visit SET note = name_or(1) WHERE id = 1 RETURNING note;
SELECT name_or(1);
ROLLBACK;
-- and it is over when the statement is, well or not
DELETE FROM visit WHERE name_of(patient) = 'A';
SELECT name_of(1);
BEGIN;
SAVEPOINT s;
DELETE FROM visit WHERE name_of(patient) = 'A';
ROLLBACK TO s;
SELECT name_of(1);
ROLLBACK;
-- also where the function becomes somebody else
CREATE ROLE regress_nested_other;
CREATE FUNCTION become() RETURNS text LANGUAGE sql AS
$$SELECT set_config('role', 'regress_nested_other', true)$$;
BEGIN;
UPDATE visit SET note = become() WHERE id = 1;
SELECT current_user;
ROLLBACK;
SELECT current_user = session_user;

-- the way out: a function that acts for a purpose of its own
CREATE FUNCTION name_of_care(int) RETURNS text LANGUAGE plpgsql STABLE
SET purpose.current = 'nested_care' AS
$$BEGIN RETURN (SELECT name FROM nested.patient WHERE id = $1); END$$;
BEGIN;
UPDATE visit SET note = name_of_care(patient) RETURNING note;
ROLLBACK;
SET purpose.current = 'nested_care';
BEGIN;
DELETE FROM visit WHERE name_of(patient) = 'A' OR phone_of(patient) IS NULL;
UPDATE visit SET note = name_of(patient) RETURNING note;
ROLLBACK;
SET purpose.current = 'nested_research';
-- as would have been: nothing is refused in report mode, and nothing masked
SET purpose.enforcement = report;
SET client_min_messages = warning;
BEGIN;
UPDATE visit SET note = name_of(patient) RETURNING note;
ROLLBACK;
RESET client_min_messages;
RESET purpose.enforcement;

--
-- Triggers, of all kinds.
--
CREATE FUNCTION fill_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.note := (SELECT name FROM nested.patient WHERE id = NEW.patient);
  RETURN NEW;
END $$;
CREATE FUNCTION look_at_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM nested.patient WHERE name = 'A';
  RETURN NULL;
END $$;
CREATE FUNCTION look_at_ward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM nested.patient WHERE id = NEW.patient AND ward > 0) THEN
    RAISE 'no such patient';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER t BEFORE INSERT ON visit FOR EACH ROW EXECUTE FUNCTION fill_note();
INSERT INTO visit VALUES (3, 1, NULL);
COPY visit (id, patient) FROM stdin;
3	1
\.
DROP TRIGGER t ON visit;
CREATE TRIGGER t AFTER INSERT ON visit FOR EACH ROW EXECUTE FUNCTION look_at_name();
INSERT INTO visit VALUES (3, 1, NULL);
DROP TRIGGER t ON visit;
CREATE TRIGGER t AFTER INSERT OR DELETE ON visit FOR EACH STATEMENT EXECUTE FUNCTION look_at_name();
INSERT INTO visit VALUES (3, 1, NULL);
DELETE FROM visit;
DROP TRIGGER t ON visit;
CREATE CONSTRAINT TRIGGER t AFTER INSERT ON visit DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION look_at_name();
BEGIN;
INSERT INTO visit VALUES (3, 1, NULL);
COMMIT;
BEGIN;
INSERT INTO visit VALUES (3, 1, NULL);
SET CONSTRAINTS ALL IMMEDIATE;
ROLLBACK;
DROP TRIGGER t ON visit;
CREATE TRIGGER t BEFORE TRUNCATE ON visit FOR EACH STATEMENT EXECUTE FUNCTION look_at_name();
TRUNCATE visit;
DROP TRIGGER t ON visit;
CREATE VIEW visits AS SELECT id, patient FROM visit;
CREATE TRIGGER t INSTEAD OF DELETE ON visits FOR EACH ROW EXECUTE FUNCTION look_at_name();
DELETE FROM visits;
SELECT * FROM damage();
-- what is open may be looked at, and foreign keys are the server's
CREATE CONSTRAINT TRIGGER t AFTER INSERT ON visit DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION look_at_ward();
INSERT INTO visit VALUES (3, 1, NULL);
INSERT INTO visit VALUES (4, 9, NULL);
DELETE FROM visit WHERE id = 3;
SELECT * FROM damage();

--
-- Parallel workers know of the statement that their leader works for.
--
CREATE FUNCTION worker_name() RETURNS text LANGUAGE plpgsql VOLATILE PARALLEL SAFE AS
$$BEGIN RETURN (SELECT name FROM nested.patient WHERE id = 1); END$$;
CREATE FUNCTION parallel_count() RETURNS bigint LANGUAGE plpgsql VOLATILE AS
$$BEGIN RETURN (SELECT count(*) FROM nested.original WHERE nested.worker_name() = 'A'); END$$;
BEGIN;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL max_parallel_workers_per_gather = 2;
SET LOCAL parallel_leader_participation = off;
ALTER TABLE original SET (parallel_workers = 2);
SELECT parallel_count();
SAVEPOINT s;
UPDATE visit SET note = parallel_count();
ROLLBACK TO s;
-- also where only a deferred trigger is left of it
CREATE FUNCTION look_by_workers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM nested.parallel_count();
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER w AFTER INSERT ON visit DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION look_by_workers();
INSERT INTO visit VALUES (3, 1, NULL);
COMMIT;
SELECT * FROM damage();

--
-- Partitions of which the key is hidden: tableoid is NULL to a query, so it is
-- a mask as well.
--
CREATE TABLE part (id int, area text) PARTITION BY LIST (area);
CREATE TABLE part_north PARTITION OF part FOR VALUES IN ('north');
INSERT INTO part VALUES (1, 'north');
SECURITY LABEL FOR purpose ON COLUMN part.area IS 'ALLOW nested_care; ELSE NULL';
CREATE FUNCTION places() RETURNS bigint LANGUAGE plpgsql STABLE AS
$$BEGIN RETURN (SELECT count(*) FROM nested.part WHERE tableoid IS NULL); END$$;
SELECT places();
UPDATE visit SET note = places();

RESET purpose.current;
\set VERBOSITY default
SET client_min_messages = warning;
DROP SCHEMA nested CASCADE;
RESET client_min_messages;
DROP ROLE regress_nested_other;
DELETE FROM purpose.vocabulary WHERE name LIKE 'nested\_%';
