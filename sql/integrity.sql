--
-- Referential integrity always works, under whatever purpose or none, and
-- never leaks.  The server's own queries for foreign keys read the real
-- values; the triggers of users that they set off do not.
--
\set VERBOSITY terse
CREATE SCHEMA integrity;
SET search_path = integrity, pg_catalog;
CREATE ROLE regress_integrity_user;
CREATE ROLE regress_integrity_owner;
GRANT USAGE ON SCHEMA integrity TO regress_integrity_user;
GRANT USAGE, CREATE ON SCHEMA integrity TO regress_integrity_owner;
INSERT INTO purpose.vocabulary (name) VALUES ('integrity_care'),
  ('integrity_research');
SECURITY LABEL FOR purpose ON ROLE regress_integrity_user IS
  'DECLARE integrity_research';

-- The key itself is restricted, on both sides; once by a mask and once by a
-- block.
CREATE TABLE person (ssn text PRIMARY KEY, name text);
CREATE TABLE doc_cascade (id int, ssn text REFERENCES person
  ON UPDATE CASCADE ON DELETE CASCADE);
CREATE TABLE doc_null (id int, ssn text REFERENCES person
  ON UPDATE SET NULL ON DELETE SET NULL);
CREATE TABLE doc_default (id int, ssn text DEFAULT '000' REFERENCES person
  ON UPDATE SET DEFAULT ON DELETE SET DEFAULT);
CREATE TABLE doc_restrict (id int, ssn text REFERENCES person ON DELETE RESTRICT);
CREATE TABLE doc_deferred (id int, ssn text REFERENCES person
  DEFERRABLE INITIALLY DEFERRED);
INSERT INTO person VALUES ('000', 'Nobody'), ('111', 'Alice'), ('222', 'Bob'),
  ('333', 'Carol'), ('444', 'Dave');
INSERT INTO doc_cascade VALUES (1, '111'), (2, '222');
INSERT INTO doc_null VALUES (1, '111'), (2, '222');
INSERT INTO doc_default VALUES (1, '111'), (2, '222');
INSERT INTO doc_restrict VALUES (3, '333');
SECURITY LABEL FOR purpose ON COLUMN person.ssn IS
  'ALLOW integrity_care; ELSE MASK WITH (''same for all'')';
SECURITY LABEL FOR purpose ON COLUMN doc_cascade.ssn IS 'ALLOW integrity_care';
SECURITY LABEL FOR purpose ON COLUMN doc_null.ssn IS
  'ALLOW integrity_care; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN doc_default.ssn IS 'ALLOW integrity_care';
SECURITY LABEL FOR purpose ON COLUMN doc_restrict.ssn IS 'ALLOW integrity_care';
SECURITY LABEL FOR purpose ON COLUMN doc_deferred.ssn IS
  'ALLOW integrity_care; ELSE NULL';
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA integrity
  TO regress_integrity_user;

-- Everything, as a purpose that may see it would.
CREATE VIEW everything AS
SELECT 'person' AS relation, ssn, name AS info FROM person UNION ALL
SELECT 'cascade', ssn, id::text FROM doc_cascade UNION ALL
SELECT 'null', ssn, id::text FROM doc_null UNION ALL
SELECT 'default', ssn, id::text FROM doc_default UNION ALL
SELECT 'restrict', ssn, id::text FROM doc_restrict UNION ALL
SELECT 'deferred', ssn, id::text FROM doc_deferred;
CREATE FUNCTION everything() RETURNS SETOF everything LANGUAGE sql
SECURITY DEFINER SET purpose.current = 'integrity_care'
AS 'SELECT * FROM integrity.everything ORDER BY 1, 2, 3';

--
-- A new row is checked against the real keys, under a purpose that sees none
-- of them, and under no purpose.
--
SET ROLE regress_integrity_user;
SET purpose.current = 'integrity_research';
INSERT INTO doc_cascade VALUES (3, '333');
INSERT INTO doc_null VALUES (3, '333');
RESET purpose.current;
INSERT INTO doc_default VALUES (3, '333');
INSERT INTO doc_deferred VALUES (3, '333');
SET purpose.current = 'integrity_research';
-- a key that is not there, also if it is the mask; the value stays out of
-- the message
\set VERBOSITY default
INSERT INTO doc_cascade VALUES (9, '999');
INSERT INTO doc_cascade VALUES (9, 'same for all');
INSERT INTO doc_deferred VALUES (9, '999');
INSERT INTO person VALUES ('111', 'again');
\set VERBOSITY terse
COPY doc_cascade FROM stdin;
4	444
\.
COPY doc_cascade FROM stdin;
9	999
\.
SELECT * FROM everything();

--
-- DELETE: cascade, set null, set default, restrict.
--
DELETE FROM person WHERE name = 'Alice';
SELECT * FROM everything();
\set VERBOSITY default
DELETE FROM person WHERE name = 'Carol';
\set VERBOSITY terse
RESET purpose.current;
DELETE FROM person WHERE name = 'Bob';
SELECT * FROM everything();
DELETE FROM person WHERE name = 'Carol';

--
-- UPDATE of a key takes a purpose that may see it.  What follows from it in
-- other tables does not depend on that.
--
UPDATE person SET ssn = '445' WHERE name = 'Dave';
RESET ROLE;
SET purpose.current = 'integrity_care';
INSERT INTO doc_null VALUES (4, '444');
INSERT INTO doc_default VALUES (4, '444');
-- here the key is open and the references are not
SECURITY LABEL FOR purpose ON COLUMN person.ssn IS 'ALLOW ANY';
SET purpose.current = 'integrity_research';
UPDATE person SET ssn = '445' WHERE name = 'Dave';
SELECT * FROM everything();
SECURITY LABEL FOR purpose ON COLUMN person.ssn IS
  'ALLOW integrity_care; ELSE MASK WITH (''same for all'')';

--
-- Deferred checks run at COMMIT, under the purpose that holds there.
--
SET ROLE regress_integrity_user;
BEGIN;
INSERT INTO doc_deferred VALUES (5, '555');
INSERT INTO person VALUES ('555', 'Eve');
COMMIT;
BEGIN;
INSERT INTO doc_deferred VALUES (6, '666');
RESET purpose.current;
\set VERBOSITY default
COMMIT;
SET purpose.current = 'integrity_research';
-- the key of the row that goes is not told
BEGIN;
DELETE FROM person WHERE name = 'Eve';
COMMIT;
\set VERBOSITY terse
BEGIN;
DELETE FROM person WHERE name = 'Eve';
SET CONSTRAINTS ALL IMMEDIATE;
ROLLBACK;
RESET ROLE;
SELECT * FROM everything() WHERE relation = 'deferred';

--
-- A new foreign key tests values of restricted columns, so it needs an
-- allowed purpose or an administrator (a superuser is one).  With that it is
-- checked against the real values under any purpose.
--
CREATE TABLE late (id int, ssn text);
INSERT INTO late VALUES (1, '333'), (2, '000');
ALTER TABLE late OWNER TO regress_integrity_owner;
GRANT REFERENCES, SELECT ON person TO regress_integrity_owner;
SECURITY LABEL FOR purpose ON COLUMN late.ssn IS
  'ALLOW integrity_care; ELSE NULL';
SET ROLE regress_integrity_owner;
RESET purpose.current;
\set VERBOSITY default
ALTER TABLE late ADD FOREIGN KEY (ssn) REFERENCES person;
\set VERBOSITY terse
ALTER TABLE late ADD CONSTRAINT late_fk FOREIGN KEY (ssn) REFERENCES person NOT VALID;
RESET ROLE;
ALTER TABLE late DROP CONSTRAINT IF EXISTS late_fk;
SET purpose.current = 'integrity_research';
ALTER TABLE late ADD CONSTRAINT late_fk FOREIGN KEY (ssn) REFERENCES person;
ALTER TABLE late DROP CONSTRAINT late_fk;
RESET purpose.current;
ALTER TABLE late ADD CONSTRAINT late_fk FOREIGN KEY (ssn) REFERENCES person;
ALTER TABLE late DROP CONSTRAINT late_fk;
SET purpose.current = 'integrity_care';
ALTER TABLE late ADD CONSTRAINT late_fk FOREIGN KEY (ssn) REFERENCES person;
ALTER TABLE late DROP CONSTRAINT late_fk;
-- in two steps
SET purpose.current = 'integrity_research';
ALTER TABLE late ADD CONSTRAINT late_fk FOREIGN KEY (ssn) REFERENCES person NOT VALID;
ALTER TABLE late VALIDATE CONSTRAINT late_fk;
ALTER TABLE late DROP CONSTRAINT late_fk;
-- a row that breaks it is found behind its mask, and not shown
INSERT INTO late VALUES (3, '777');
ALTER TABLE late ADD CONSTRAINT late_fk FOREIGN KEY (ssn) REFERENCES person NOT VALID;
\set VERBOSITY default
ALTER TABLE late VALIDATE CONSTRAINT late_fk;
RESET purpose.current;
ALTER TABLE late VALIDATE CONSTRAINT late_fk;
\set VERBOSITY terse
-- Validation is a test of values, too.
SET ROLE regress_integrity_owner;
ALTER TABLE late VALIDATE CONSTRAINT late_fk;
RESET ROLE;
ALTER TABLE late DROP CONSTRAINT late_fk;

--
-- Triggers on rows that a cascade touches are users' code: they cannot read
-- what is masked or blocked, although the server's query that set them off
-- does.  An error that they catch does not change that.
--
CREATE FUNCTION spy() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  n bigint;
  s text;
BEGIN
  SELECT count(*) INTO n FROM integrity.person;
  RAISE NOTICE '% on %: % rows', TG_WHEN, TG_TABLE_NAME, n;
  BEGIN
    SELECT string_agg(DISTINCT ssn, ',') INTO s FROM integrity.person WHERE ssn LIKE '%';
    RAISE NOTICE 'keys: %', s;
  EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE '%', SQLERRM;
  END;
  BEGIN
    SELECT count(*) INTO n FROM integrity.person WHERE ssn = '000';
    RAISE NOTICE 'with key 000: %', n;
  EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE '%', SQLERRM;
  END;
  RETURN coalesce(NEW, OLD);
END $$;
SET purpose.current = 'integrity_care';
CREATE TRIGGER spy BEFORE UPDATE OR DELETE ON doc_cascade FOR EACH ROW EXECUTE FUNCTION spy();
CREATE TRIGGER spy_after AFTER UPDATE OR DELETE ON doc_null FOR EACH ROW EXECUTE FUNCTION spy();
CREATE TRIGGER spy BEFORE UPDATE OR DELETE ON doc_default FOR EACH ROW EXECUTE FUNCTION spy();
INSERT INTO person VALUES ('901', 'One'), ('902', 'Two'), ('903', 'Three');
INSERT INTO doc_cascade VALUES (901, '901'), (903, '903');
INSERT INTO doc_null VALUES (901, '901');
INSERT INTO doc_default VALUES (902, '902');
-- under the purpose that may see all
BEGIN;
DELETE FROM person WHERE name = 'One';
ROLLBACK;
SET purpose.current = 'integrity_research';
BEGIN;
DELETE FROM person WHERE name = 'One';
DELETE FROM person WHERE name = 'Two';
ROLLBACK;
RESET purpose.current;
SET ROLE regress_integrity_user;
BEGIN;
DELETE FROM person WHERE name = 'One';
ROLLBACK;
RESET ROLE;
-- one that reads a blocked column stops the statement
CREATE FUNCTION spy_blocked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM integrity.doc_restrict WHERE ssn = '333';
  RETURN OLD;
END $$;
SET purpose.current = 'integrity_care';
CREATE TRIGGER spy_blocked BEFORE DELETE ON doc_cascade FOR EACH ROW
WHEN (OLD.id = 903) EXECUTE FUNCTION spy_blocked();
SET purpose.current = 'integrity_research';
DELETE FROM person WHERE name = 'Three';
SET purpose.current = 'integrity_care';
DELETE FROM person WHERE name = 'Three';
-- nor does the exemption outlast the cascade, also after an error in it
SET purpose.current = 'integrity_research';
SELECT DISTINCT ssn FROM person;
SELECT ssn FROM doc_cascade;

-- A foreign key within one table, with triggers at every step.
CREATE TABLE tree (id int PRIMARY KEY, parent int REFERENCES tree ON DELETE CASCADE);
INSERT INTO tree VALUES (1, NULL), (2, 1), (3, 2), (4, 3);
SECURITY LABEL FOR purpose ON COLUMN tree.parent IS 'ALLOW integrity_care';
SET purpose.current = 'integrity_care';
CREATE FUNCTION spy_tree() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE n bigint;
BEGIN
  BEGIN
    SELECT count(parent) INTO n FROM integrity.tree;
    RAISE NOTICE 'row %: saw % parents', OLD.id, n;
  EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'row %: %', OLD.id, SQLERRM;
  END;
  RETURN OLD;
END $$;
CREATE TRIGGER spy AFTER DELETE ON tree FOR EACH ROW EXECUTE FUNCTION spy_tree();
SET purpose.current = 'integrity_research';
BEGIN;
DELETE FROM tree WHERE id = 1;
SELECT count(*) FROM tree;
ROLLBACK;

-- Partitioned tables on both sides.
CREATE TABLE part_person (ssn text, area int, PRIMARY KEY (ssn, area)) PARTITION BY LIST (area);
CREATE TABLE part_person_1 PARTITION OF part_person FOR VALUES IN (1);
CREATE TABLE part_person_2 PARTITION OF part_person FOR VALUES IN (2);
CREATE TABLE part_doc (id int, ssn text, area int, FOREIGN KEY (ssn, area)
  REFERENCES part_person ON DELETE CASCADE) PARTITION BY LIST (area);
CREATE TABLE part_doc_1 PARTITION OF part_doc FOR VALUES IN (1);
CREATE TABLE part_doc_2 PARTITION OF part_doc FOR VALUES IN (2);
INSERT INTO part_person VALUES ('1', 1), ('2', 2);
SECURITY LABEL FOR purpose ON COLUMN part_person.ssn IS 'ALLOW integrity_care';
SECURITY LABEL FOR purpose ON COLUMN part_doc.ssn IS 'ALLOW integrity_care; ELSE NULL';
INSERT INTO part_doc VALUES (1, '1', 1), (2, '2', 2);
INSERT INTO part_doc VALUES (9, '1', 2);
INSERT INTO part_doc_1 VALUES (9, '2', 1);
DELETE FROM part_person WHERE area = 1;
SELECT id, ssn, area FROM part_doc ORDER BY id;
SET purpose.current = 'integrity_care';
SELECT id, ssn, area FROM part_doc ORDER BY id;
RESET purpose.current;

-- An action that moves rows to other partitions works where all have the same
-- labels, and is refused where a value could be more open in the other.
CREATE TABLE district (name text PRIMARY KEY);
INSERT INTO district VALUES ('a'), ('c');
CREATE TABLE post (id int, district text DEFAULT 'c'
  REFERENCES district ON UPDATE CASCADE ON DELETE SET DEFAULT, secret text)
  PARTITION BY RANGE (id);
CREATE TABLE post_1 PARTITION OF post FOR VALUES FROM (1) TO (10) PARTITION BY LIST (district);
CREATE TABLE post_a PARTITION OF post_1 FOR VALUES IN ('a');
CREATE TABLE post_b PARTITION OF post_1 FOR VALUES IN ('b');
CREATE TABLE post_c PARTITION OF post_1 FOR VALUES IN ('c');
INSERT INTO post VALUES (1, 'a', 's1');
SECURITY LABEL FOR purpose ON COLUMN post.secret IS 'ALLOW integrity_care; ELSE NULL';
SET purpose.current = 'integrity_research';
BEGIN;
UPDATE district SET name = 'b' WHERE name = 'a';
SELECT tableoid::regclass, * FROM post;
DELETE FROM district WHERE name = 'b';
SELECT tableoid::regclass, * FROM post;
ROLLBACK;
SECURITY LABEL FOR purpose ON COLUMN post.secret IS NULL;
SECURITY LABEL FOR purpose ON COLUMN post_a.secret IS 'ALLOW integrity_care; ELSE NULL';
\set VERBOSITY default
UPDATE district SET name = 'b' WHERE name = 'a';
\set VERBOSITY terse
DELETE FROM district WHERE name = 'a';
UPDATE post SET district = 'c';
-- the plans are kept by the server; what is refused is not
SET purpose.current = 'integrity_care';
BEGIN;
UPDATE district SET name = 'b' WHERE name = 'a';
DELETE FROM district WHERE name = 'b';
SELECT tableoid::regclass, * FROM post;
ROLLBACK;
SET purpose.current = 'integrity_research';
UPDATE district SET name = 'b' WHERE name = 'a';
DELETE FROM district WHERE name = 'a';
RESET purpose.current;

-- row_security off is for queries, not for keys.
ALTER TABLE doc_cascade DISABLE TRIGGER USER;
ALTER TABLE doc_null DISABLE TRIGGER USER;
ALTER TABLE doc_default DISABLE TRIGGER USER;
SET row_security = off;
INSERT INTO doc_deferred VALUES (7, '333');
DELETE FROM person WHERE name = 'Dave';
RESET row_security;
SELECT * FROM everything();

\set VERBOSITY default
SET client_min_messages = warning;
DROP SCHEMA integrity CASCADE;
RESET client_min_messages;
DROP ROLE regress_integrity_user, regress_integrity_owner;
DELETE FROM purpose.vocabulary WHERE name LIKE 'integrity\_%';
