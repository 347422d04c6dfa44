--
-- Statements that write: they never act on masked values, and never overwrite
-- what the purpose does not see.  Otherwise a DELETE whose condition reads
-- masks would empty the table, and a program that loads a row and saves it
-- again would destroy the values behind the masks.
--
-- Each refused statement is tried under a purpose that gets masks; at the end
-- of each part the data is compared with a copy that was made before.
--
\set VERBOSITY terse
CREATE SCHEMA writing;
SET search_path = writing, pg_catalog;
INSERT INTO purpose.vocabulary (name) VALUES ('write_care'), ('write_research');

CREATE TABLE patient (
  id int PRIMARY KEY,
  name text,
  ssn text UNIQUE,
  consent boolean,
  phone text,
  secret text,
  ward int UNIQUE
);
INSERT INTO patient VALUES
  (1, 'Alice', '111', true, '0301', 's1', 10),
  (2, 'Bob', '222', false, '0302', 's2', 20),
  (3, 'Carol', '333', NULL, '0303', 's3', 30);
CREATE TABLE log (id int, what text);
INSERT INTO log VALUES (1, 'Alice'), (2, 'B');
CREATE TABLE original AS TABLE patient;
CREATE TABLE original_log AS TABLE log;
SECURITY LABEL FOR purpose ON COLUMN patient.name IS
  'ALLOW write_care; ELSE MASK WITH (left(name, 1))';
SECURITY LABEL FOR purpose ON COLUMN patient.ssn IS
  'ALLOW write_care; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN patient.phone IS
  'ALLOW write_care; ALLOW write_research WHEN (consent); ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN patient.secret IS
  'ALLOW write_care';
SET purpose.current = 'write_research';
SELECT id, name, ssn, phone FROM patient ORDER BY id;

-- The comparison; it needs the purpose that may see everything.
CREATE FUNCTION damage(OUT lost bigint, OUT new bigint, OUT log bigint)
LANGUAGE sql SET purpose.current = 'write_care' AS $$
  SELECT
    (SELECT count(*) FROM (TABLE writing.original EXCEPT ALL TABLE writing.patient) l),
    (SELECT count(*) FROM (TABLE writing.patient EXCEPT ALL TABLE writing.original) n),
    (SELECT count(*) FROM (TABLE writing.original_log EXCEPT ALL TABLE writing.log) o)
    + (SELECT count(*) FROM (TABLE writing.log EXCEPT ALL TABLE writing.original_log) o)
$$;
SELECT * FROM damage();

--
-- DELETE
--
-- under the masks, each of these would hit rows that were not meant
DELETE FROM patient WHERE ssn IS NULL;
DELETE FROM patient WHERE name = 'A';
DELETE FROM patient WHERE phone IS NULL;
DELETE FROM patient WHERE NOT EXISTS
  (SELECT FROM log WHERE log.what = patient.name);
DELETE FROM patient USING log WHERE log.what = patient.name;
DELETE FROM patient p WHERE p IS NOT NULL;
DELETE FROM patient p WHERE (p).ssn IS NULL;
DELETE FROM log WHERE what IN (SELECT name FROM patient);
DELETE FROM log USING patient p WHERE p.name = log.what;
DELETE FROM log WHERE (SELECT count(*) FROM patient WHERE ssn IS NOT NULL) = 0;
DELETE FROM log WHERE id < (SELECT count(ssn) + 10 FROM patient);
-- in full, with the protocol's fields
DO $$
DECLARE s text; t text; c text; m text; d text; h text; e text;
BEGIN
  DELETE FROM patient WHERE ssn IS NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS s = SCHEMA_NAME, t = TABLE_NAME, c = COLUMN_NAME,
    m = MESSAGE_TEXT, d = PG_EXCEPTION_DETAIL, h = PG_EXCEPTION_HINT,
    e = RETURNED_SQLSTATE;
  RAISE INFO E'%: %\n%\n%\n%.%.%', e, m, d, h, s, t, c;
END $$;
\set VERBOSITY terse
-- a blocked column is blocked
DELETE FROM patient WHERE secret = 's1';
SELECT * FROM damage();

-- Whole rows are a matter of GRANT, where no masked column has a say.
BEGIN;
DELETE FROM patient WHERE id = 1;
DELETE FROM patient WHERE id IN (SELECT id FROM log);
DELETE FROM log USING patient p WHERE p.id = log.id RETURNING log.id;
SELECT id FROM patient ORDER BY id;
TRUNCATE patient;
SELECT count(*) FROM patient;
ROLLBACK;

--
-- UPDATE: neither a masked, nor a conditional, nor a blocked column may be
-- set, whatever the row and the value.
--
UPDATE patient SET name = 'Eve' WHERE id = 1;
UPDATE patient SET name = name;
UPDATE patient SET name = DEFAULT WHERE id = 1;
UPDATE patient SET ssn = NULL;
UPDATE patient SET phone = '1' WHERE id = 1;
UPDATE patient SET secret = '1';
UPDATE patient SET (ward, name) = (11, 'Eve');
UPDATE patient SET (ward, name) = (SELECT 11, 'Eve');
UPDATE ONLY patient p SET ssn = log.what FROM log WHERE log.id = p.id;
-- what is not restricted may not be set from what is, nor by its leave
UPDATE patient SET ward = length(name);
UPDATE patient SET ward = 11 WHERE name = 'Alice';
UPDATE patient SET ward = 11 WHERE phone = '0301';
UPDATE patient SET ward = 11 FROM log WHERE log.what = patient.name;
UPDATE log SET what = p.ssn FROM patient p WHERE p.id = log.id;
UPDATE log SET what = (SELECT name FROM patient p WHERE p.id = log.id);
UPDATE log SET id = 9 WHERE what = (SELECT name FROM patient p WHERE p.id = log.id);
UPDATE log SET id = 9 FROM patient p WHERE p.id = log.id AND p.phone IS NULL;
UPDATE log SET what = p::text FROM patient p WHERE p.id = log.id;
UPDATE log SET what = p.secret FROM patient p WHERE p.id = log.id;
SELECT * FROM damage();

-- Other columns may be set.  The values behind the masks stay as they are.
BEGIN;
UPDATE patient SET ward = 11, consent = NULL WHERE id = 1;
UPDATE patient SET ward = ward + 100 FROM log WHERE log.id = patient.id AND log.id = 2;
UPDATE log SET what = p.ward::text FROM patient p WHERE p.id = log.id;
SET LOCAL purpose.current = 'write_care';
SELECT * FROM patient ORDER BY id;
SELECT * FROM log ORDER BY id;
ROLLBACK;

--
-- RETURNING is read by the client: masked, or blocked, like a SELECT list.
--
BEGIN;
UPDATE patient SET ward = 11 WHERE id = 1 RETURNING id, name, ssn, phone, ward;
UPDATE patient SET ward = 22 WHERE id = 2 RETURNING name || '!', phone, ctid <> '(0,0)' AS ctid;
UPDATE patient SET ward = 33 WHERE id = 3 RETURNING secret;
ROLLBACK;
BEGIN;
INSERT INTO patient VALUES (4, 'Dave', '444', true, '0304', 's4', 40)
RETURNING id, name, ssn, phone, tableoid::regclass;
INSERT INTO patient (id, secret) VALUES (5, 's5') RETURNING secret;
ROLLBACK;
BEGIN;
DELETE FROM patient WHERE id = 2 RETURNING id, name, phone;
DELETE FROM patient WHERE id = 1 RETURNING patient;
ROLLBACK;
BEGIN;
DELETE FROM log USING patient p WHERE p.id = log.id
RETURNING log.id, p.name, p.ssn;
UPDATE patient SET ward = 44 FROM patient q WHERE q.id = 2 AND patient.id = 1
RETURNING patient.name, q.name AS other, (SELECT max(r.name) FROM patient r);
ROLLBACK;
-- A row without the blocked column can be returned as a whole.
BEGIN;
ALTER TABLE patient DROP COLUMN secret;
DELETE FROM patient WHERE id = 1 RETURNING *;
UPDATE patient SET ward = 11 WHERE id = 2 RETURNING patient, patient.*;
INSERT INTO patient VALUES (6, 'Fay', '666', false, '0306', 60) RETURNING row_to_json(patient);
ROLLBACK;
SELECT * FROM damage();

--
-- INSERT: collecting is allowed; copying masks into a table is not.
--
BEGIN;
INSERT INTO patient VALUES (4, 'Dave', '444', true, '0304', 's4', 40);
INSERT INTO patient (id, name) SELECT 5, 'Eve';
COPY patient (id, name) FROM stdin;
6	Fay
\.
SET LOCAL purpose.current = 'write_care';
SELECT id, name, ssn, secret FROM patient WHERE id > 3 ORDER BY id;
ROLLBACK;
INSERT INTO log SELECT id, name FROM patient;
INSERT INTO log SELECT id, ssn FROM patient WHERE id = 1;
INSERT INTO log SELECT id FROM patient WHERE phone IS NOT NULL;
INSERT INTO log SELECT id FROM patient ORDER BY name LIMIT 1;
INSERT INTO log SELECT count(*) FROM patient GROUP BY name;
INSERT INTO log SELECT DISTINCT ON (name) id FROM patient;
INSERT INTO log SELECT rank() OVER (ORDER BY ssn) FROM patient;
INSERT INTO log (what) SELECT p FROM patient p;
INSERT INTO log VALUES (7, (SELECT max(name) FROM patient));
INSERT INTO log SELECT 7 WHERE EXISTS (SELECT FROM patient WHERE name = 'A');
INSERT INTO log SELECT id, secret FROM patient;
INSERT INTO log SELECT id, name FROM patient UNION SELECT 1, 'x';
WITH p AS (SELECT name FROM patient) INSERT INTO log (what) SELECT name FROM p;
SELECT * FROM damage();
BEGIN;
INSERT INTO log SELECT id + 10, ward::text FROM patient;
WITH p AS (SELECT * FROM patient) INSERT INTO log SELECT id FROM p;
SELECT count(*) FROM log;
ROLLBACK;

--
-- ON CONFLICT
--
INSERT INTO patient (id, name) VALUES (1, 'Eve')
ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name;
INSERT INTO patient (id, name) VALUES (1, 'Eve')
ON CONFLICT (id) DO UPDATE SET phone = 'x', ward = 12;
INSERT INTO patient (id) VALUES (1)
ON CONFLICT (id) DO UPDATE SET ward = 12 WHERE patient.name = 'A';
INSERT INTO patient (id) VALUES (1)
ON CONFLICT (id) DO UPDATE SET ward = length(patient.name);
INSERT INTO patient (id) VALUES (1)
ON CONFLICT (id) DO UPDATE SET ward = length(patient.secret);
INSERT INTO patient (id) VALUES (1)
ON CONFLICT (id) DO UPDATE SET ward = (SELECT count(ssn) FROM patient);
-- the arbiter would look a row up by its hidden value
INSERT INTO patient (id, ssn) VALUES (9, '111')
ON CONFLICT (ssn) DO UPDATE SET ward = 12;
INSERT INTO patient (id, ssn) VALUES (9, '111')
ON CONFLICT ON CONSTRAINT patient_ssn_key DO UPDATE SET ward = 12 RETURNING id;
SELECT * FROM damage();
-- what is given in the statement itself may be used, of whatever column
BEGIN;
INSERT INTO patient (id, name) VALUES (1, 'Eve')
ON CONFLICT (id) DO UPDATE SET ward = length(EXCLUDED.name), consent = false
RETURNING id, name, phone, ward;
INSERT INTO patient (id, name) VALUES (1, 'Eve') ON CONFLICT (id) DO NOTHING;
INSERT INTO patient (id, ward) VALUES (9, 30)
ON CONFLICT (ward) DO UPDATE SET ward = 31 RETURNING id, name;
SET LOCAL purpose.current = 'write_care';
SELECT * FROM patient ORDER BY id;
ROLLBACK;

--
-- MERGE
--
MERGE INTO patient p USING log l ON p.id = l.id
WHEN MATCHED THEN UPDATE SET name = l.what;
MERGE INTO patient p USING log l ON p.name = l.what
WHEN MATCHED THEN DELETE;
MERGE INTO patient p USING log l ON p.name = l.what
WHEN NOT MATCHED THEN INSERT (id) VALUES (l.id + 10);
MERGE INTO patient p USING log l ON p.id = l.id
WHEN MATCHED AND p.phone IS NULL THEN DELETE;
MERGE INTO patient p USING log l ON p.id = l.id
WHEN MATCHED THEN UPDATE SET ward = length(p.ssn);
MERGE INTO patient p USING log l ON p.id = l.id
WHEN MATCHED AND p.secret = 's1' THEN DELETE;
MERGE INTO log l USING patient p ON p.id = l.id
WHEN MATCHED THEN UPDATE SET what = p.name;
MERGE INTO log l USING patient p ON p.id = l.id
WHEN NOT MATCHED THEN INSERT VALUES (p.id, p.name);
MERGE INTO log l USING patient p ON p.name = l.what
WHEN MATCHED THEN DELETE;
MERGE INTO log l USING (SELECT * FROM patient WHERE ssn IS NULL) p
ON p.id = l.id WHEN MATCHED THEN DELETE;
SELECT * FROM damage();
BEGIN;
MERGE INTO patient p USING log l ON p.id = l.id
WHEN MATCHED AND l.id = 1 THEN UPDATE SET ward = 12
WHEN MATCHED THEN DELETE;
MERGE INTO patient p USING (SELECT 7 AS id) s ON p.id = s.id
WHEN NOT MATCHED THEN INSERT (id, name) VALUES (s.id, 'Gus');
MERGE INTO log l USING patient p ON p.id = l.id
WHEN MATCHED THEN UPDATE SET what = p.ward::text;
SET LOCAL purpose.current = 'write_care';
SELECT * FROM patient ORDER BY id;
SELECT * FROM log ORDER BY id;
ROLLBACK;

--
-- Writing CTEs: the whole statement is one that writes.
--
WITH d AS (DELETE FROM patient WHERE name = 'A' RETURNING id) SELECT * FROM d;
WITH d AS (DELETE FROM log RETURNING id)
SELECT p.name FROM patient p JOIN d USING (id);
WITH d AS (DELETE FROM patient WHERE id = 1 RETURNING name)
INSERT INTO log (what) SELECT name FROM d;
WITH u AS (UPDATE patient SET ward = 12 WHERE id = 1 RETURNING ssn)
DELETE FROM log WHERE NOT EXISTS (SELECT FROM u WHERE ssn IS NOT NULL);
WITH i AS (INSERT INTO log SELECT 1, name FROM patient) SELECT 1;
WITH u AS (UPDATE patient SET name = 'x') SELECT 1;
SELECT * FROM damage();
BEGIN;
WITH d AS (DELETE FROM patient WHERE id = 1 RETURNING id, ward)
INSERT INTO log SELECT id, ward::text FROM d RETURNING *;
ROLLBACK;

--
-- Through views: the same column underneath, the same answer.
--
CREATE VIEW v AS SELECT id AS nr, name AS called, ssn, ward FROM patient;
CREATE VIEW vv WITH (security_barrier) AS SELECT * FROM v WHERE ward < 100;
UPDATE v SET called = 'Eve' WHERE nr = 1;
UPDATE vv SET called = 'Eve' WHERE nr = 1;
UPDATE vv SET ward = 12 WHERE called = 'A';
DELETE FROM vv WHERE ssn IS NULL;
INSERT INTO v (nr) VALUES (1) ON CONFLICT (nr) DO UPDATE SET called = 'Eve';
CREATE VIEW filtered AS SELECT id, ward FROM patient WHERE ssn IS NOT NULL;
UPDATE filtered SET ward = 12;
DELETE FROM filtered;
SELECT * FROM damage();
BEGIN;
UPDATE vv SET ward = 12 WHERE nr = 1 RETURNING nr, called, ward;
DELETE FROM v WHERE nr = 2 RETURNING *;
INSERT INTO v VALUES (8, 'Hal', '888', 80) RETURNING called, ssn;
SET LOCAL purpose.current = 'write_care';
SELECT * FROM patient ORDER BY id;
ROLLBACK;
-- A rule's action is part of the statement.
CREATE RULE note AS ON UPDATE TO patient DO ALSO
  INSERT INTO log VALUES (OLD.id, OLD.name);
UPDATE patient SET ward = 12 WHERE id = 1;
DROP RULE note ON patient;
-- A view that a rule or trigger makes writable gets masks to write with.
CREATE VIEW trig AS SELECT id, name, ward FROM patient;
CREATE FUNCTION trig() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE patient SET name = NEW.name, ward = NEW.ward WHERE id = NEW.id;
  RETURN NEW;
END $$;
CREATE TRIGGER trig INSTEAD OF UPDATE ON trig FOR EACH ROW EXECUTE FUNCTION trig();
UPDATE trig SET ward = 12 WHERE id = 1;
SELECT * FROM damage();

--
-- Materialized views hold what everybody reads of them: never masks.
--
CREATE MATERIALIZED VIEW stored AS SELECT id, name FROM patient;
CREATE MATERIALIZED VIEW stored AS SELECT id, name FROM patient WITH NO DATA;
REFRESH MATERIALIZED VIEW stored;
SET purpose.current = 'write_care';
REFRESH MATERIALIZED VIEW stored;
CREATE UNIQUE INDEX ON stored (id);
SET purpose.current = 'write_research';
REFRESH MATERIALIZED VIEW stored;
REFRESH MATERIALIZED VIEW CONCURRENTLY stored;
-- its columns have the policy of theirs, but a mask is for one value only
SELECT * FROM stored ORDER BY id;
SET purpose.current = 'write_care';
SELECT * FROM stored ORDER BY id;
UPDATE patient SET name = 'Alicia' WHERE id = 1;
REFRESH MATERIALIZED VIEW CONCURRENTLY stored;
SELECT * FROM stored ORDER BY id;
UPDATE patient SET name = 'Alice' WHERE id = 1;
SET purpose.current = 'write_research';
-- without restricted columns a purpose is of no concern
CREATE MATERIALIZED VIEW counted AS SELECT count(*) FROM patient;
REFRESH MATERIALIZED VIEW counted;
SELECT * FROM counted;

--
-- An extract carries the masks.  That is how it is made.
--
CREATE TABLE extract AS SELECT id, name, ssn, phone FROM patient;
SELECT * FROM extract ORDER BY id;
SELECT id, name INTO extract2 FROM patient WHERE name < 'C';
SELECT * FROM extract2 ORDER BY id;
PREPARE extraction AS SELECT id, name FROM patient;
CREATE TABLE extract3 AS EXECUTE extraction;
SELECT * FROM extract3 ORDER BY id;
DEALLOCATE extraction;
CREATE TEMP TABLE extract4 AS TABLE v WITH NO DATA;
CREATE TABLE extract5 AS SELECT secret FROM patient;
CREATE TABLE extract6 AS TABLE patient;
COPY (SELECT id, name FROM patient ORDER BY id) TO stdout;
-- not so if the query that is copied writes
COPY (DELETE FROM patient WHERE ssn IS NULL RETURNING id) TO stdout;
BEGIN;
COPY (DELETE FROM patient WHERE id = 1 RETURNING id, name, phone) TO stdout;
ROLLBACK;
SELECT * FROM damage();

--
-- A program that loads whole rows, changes one field and saves them: an error
-- and no loss, however it saves.
--
ALTER TABLE patient DROP COLUMN secret;
ALTER TABLE original DROP COLUMN secret;
CREATE FUNCTION save_update() RETURNS void LANGUAGE plpgsql AS $$
DECLARE r patient;
BEGIN
  SELECT * INTO r FROM patient WHERE id = 1;
  RAISE NOTICE 'loaded %', r;
  r.ward := 13;
  UPDATE patient SET name = r.name, ssn = r.ssn, consent = r.consent,
    phone = r.phone, ward = r.ward WHERE id = r.id;
END $$;
SELECT save_update();
CREATE FUNCTION save_upsert() RETURNS void LANGUAGE plpgsql AS $$
DECLARE r patient;
BEGIN
  SELECT * INTO r FROM patient WHERE id = 1;
  r.ward := 13;
  INSERT INTO patient VALUES (r.*) ON CONFLICT (id) DO UPDATE SET
    name = EXCLUDED.name, ssn = EXCLUDED.ssn, consent = EXCLUDED.consent,
    phone = EXCLUDED.phone, ward = EXCLUDED.ward;
END $$;
SELECT save_upsert();
CREATE FUNCTION save_merge() RETURNS void LANGUAGE plpgsql AS $$
DECLARE r patient;
BEGIN
  SELECT * INTO r FROM patient WHERE id = 1;
  MERGE INTO patient p USING (SELECT r.id, r.name) s ON p.id = s.id
  WHEN MATCHED THEN UPDATE SET name = s.name;
END $$;
SELECT save_merge();
SELECT * FROM damage();
-- One that saves what it changed works.
BEGIN;
UPDATE patient SET ward = 13 WHERE id = 1;
SELECT * FROM damage();
ROLLBACK;
-- Under a purpose that sees everything, all of them do.
BEGIN;
SET LOCAL purpose.current = 'write_care';
SELECT save_update();
SELECT save_upsert();
SELECT save_merge();
SELECT * FROM patient ORDER BY id;
ROLLBACK;

--
-- Triggers and generated columns work with the real values; that the row
-- comes out of a statement of a masked purpose changes nothing in it.
--
CREATE TABLE part (id int, name text, ward int,
  tag text GENERATED ALWAYS AS (name || ward::text) STORED) PARTITION BY LIST (ward);
CREATE TABLE part_1 PARTITION OF part FOR VALUES IN (1);
CREATE TABLE part_2 PARTITION OF part FOR VALUES IN (2);
INSERT INTO part (id, name, ward) VALUES (1, 'Alice', 1), (2, 'Bob', 2);
CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN NEW.id := NEW.id + 100; RETURN NEW; END$$;
CREATE TRIGGER keep BEFORE UPDATE ON part_2 FOR EACH ROW EXECUTE FUNCTION keep();
SECURITY LABEL FOR purpose ON COLUMN part.name IS 'ALLOW write_care; ELSE NULL';
UPDATE part SET ward = 2 WHERE id = 1 RETURNING id, name, ward, tag;
UPDATE part SET id = 5 WHERE id = 2 RETURNING tableoid::regclass, part;
SET purpose.current = 'write_care';
SELECT tableoid::regclass, * FROM part ORDER BY id;
SET purpose.current = 'write_research';

-- The row that a cursor stands on can be changed.
BEGIN;
DECLARE c CURSOR FOR SELECT id, name FROM patient WHERE id = 2 FOR UPDATE;
FETCH c;
UPDATE patient SET ward = 14 WHERE CURRENT OF c RETURNING id, name, ward;
UPDATE patient SET name = 'x' WHERE CURRENT OF c;
ROLLBACK;
BEGIN;
DECLARE c CURSOR FOR SELECT id, name FROM patient WHERE id = 2;
FETCH c;
DELETE FROM patient WHERE CURRENT OF c RETURNING id, name;
ROLLBACK;

-- Locking rows is no writing.
BEGIN;
SELECT id FROM patient WHERE name = 'A' FOR UPDATE;
ROLLBACK;

--
-- row_security = off asks for all or nothing: masks are an error.  pg_dump
-- relies on it.
--
SET purpose.current = 'write_care';
CLUSTER patient USING patient_pkey;
SET purpose.current = 'write_research';
SET row_security = off;
SELECT name FROM patient;
SELECT id FROM patient WHERE ssn IS NULL;
SELECT phone FROM patient WHERE consent;
SELECT p FROM patient p;
SELECT * FROM v;
COPY patient TO stdout;
COPY (SELECT name FROM patient) TO stdout;
CREATE TABLE extract7 AS SELECT name FROM patient;
UPDATE patient SET ward = 15 WHERE id = 1 RETURNING name;
\set VERBOSITY default
SELECT count(name) FROM patient;
\set VERBOSITY terse
-- nothing is masked: no error
SELECT id, ward FROM patient ORDER BY id;
COPY patient (id, ward) TO stdout;
BEGIN;
UPDATE patient SET ward = 15 WHERE id = 1 RETURNING id;
ROLLBACK;
SET purpose.current = 'write_care';
SELECT name FROM patient ORDER BY name;
COPY patient (name, ssn) TO stdout;
RESET row_security;
SELECT * FROM damage();

RESET purpose.current;
\set VERBOSITY default
SET client_min_messages = warning;
DROP SCHEMA writing CASCADE;
RESET client_min_messages;
DELETE FROM purpose.vocabulary WHERE name LIKE 'write\_%';
