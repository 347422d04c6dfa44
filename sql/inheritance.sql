--
-- Inheritance and partitions: a child has its ancestors' policies as well as
-- its own, and reading through a parent combines those of all descendants.
-- Columns are matched by name, wherever they stand.
--
\set VERBOSITY terse
CREATE SCHEMA inherit;
SET search_path = inherit, pg_catalog;
INSERT INTO purpose.vocabulary (name) VALUES ('inherit_care'),
  ('inherit_research'), ('inherit_both');

--
-- A label on the parent holds for children and grandchildren.
--
CREATE TABLE person (id int, name text, ssn text);
CREATE TABLE patient (ward int) INHERITS (person);
CREATE TABLE inpatient (bed int) INHERITS (patient);
-- its columns stand in another order
CREATE TABLE other (ssn text, junk int, extra text, name text, id int);
ALTER TABLE other DROP COLUMN junk;
ALTER TABLE other INHERIT person;
INSERT INTO person VALUES (1, 'Alice', '111');
INSERT INTO patient VALUES (2, 'Bob', '222', 10);
INSERT INTO inpatient VALUES (3, 'Carol', '333', 10, 1);
INSERT INTO other (id, name, ssn, extra) VALUES (4, 'Dave', '444', 'x');
SECURITY LABEL FOR purpose ON COLUMN person.name IS
  'ALLOW inherit_care; ELSE MASK WITH (left(name, 1) || ''.'')';
SECURITY LABEL FOR purpose ON COLUMN person.ssn IS
  'ALLOW inherit_care; ELSE NULL';
SET purpose.current = 'inherit_research';
SELECT tableoid::regclass, * FROM person ORDER BY id;
SELECT * FROM ONLY person;
SELECT * FROM patient ORDER BY id;
SELECT * FROM ONLY patient;
SELECT * FROM inpatient;
SELECT * FROM other;
SELECT p FROM person p ORDER BY id;
SELECT o FROM other o;
COPY other TO stdout;
COPY (SELECT * FROM person ORDER BY id) TO stdout;
SELECT id FROM person WHERE name = 'Dave' OR ssn = '444';
SELECT id FROM person WHERE name = 'D.';
SELECT id FROM other WHERE name = 'Dave' OR ssn = '444';
UPDATE person SET name = 'x';
UPDATE other SET name = 'x';
UPDATE inpatient SET ssn = 'x';
DELETE FROM patient WHERE ssn IS NULL;
UPDATE patient SET ward = 11 WHERE id = 3 RETURNING id, name, ssn, ward;
DELETE FROM person WHERE id = 4 RETURNING tableoid::regclass, *;
INSERT INTO other (id, name, ssn, extra) VALUES (4, 'Dave', '444', 'x') RETURNING *;
SET purpose.current = 'inherit_care';
SELECT tableoid::regclass, * FROM person ORDER BY id;
SELECT * FROM other;

-- What the children add is theirs alone.
SECURITY LABEL FOR purpose ON COLUMN patient.ward IS
  'ALLOW inherit_care; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN other.extra IS 'ALLOW inherit_care';
SET purpose.current = 'inherit_research';
SELECT id, ward FROM patient ORDER BY id;
SELECT id, ward, bed FROM inpatient;
SELECT extra FROM other;
SELECT id FROM person ORDER BY id;

--
-- A label on a child holds for a read through its ancestors, not for their
-- own rows and not for its siblings.
--
SECURITY LABEL FOR purpose ON COLUMN person.name IS NULL;
SECURITY LABEL FOR purpose ON COLUMN person.ssn IS NULL;
SECURITY LABEL FOR purpose ON COLUMN inpatient.name IS
  'ALLOW inherit_care; ELSE NULL';
SELECT id, name FROM person ORDER BY id;
SELECT id, name FROM ONLY person ORDER BY id;
SELECT id, name FROM patient ORDER BY id;
SELECT id, name FROM ONLY patient ORDER BY id;
SELECT id, name FROM inpatient ORDER BY id;
SELECT id, name, ssn FROM other ORDER BY id;
SELECT id FROM person WHERE name = 'Carol';
-- a statement that does not reach the child
UPDATE ONLY patient SET name = 'Bob' WHERE name = 'Bob' RETURNING id, name;
UPDATE patient SET name = 'Bob' WHERE name = 'Bob';
DELETE FROM person WHERE name IS NULL;

--
-- Both: all must allow, and the stricter ELSE counts.
--
SECURITY LABEL FOR purpose ON COLUMN person.name IS
  'ALLOW inherit_both, inherit_research; ELSE MASK WITH (left(name, 1))';
SECURITY LABEL FOR purpose ON COLUMN inpatient.name IS
  'ALLOW inherit_both, inherit_care; ELSE MASK WITH (left(name, 2))';
-- the parent allows it, the grandchild does not
SET purpose.current = 'inherit_research';
SELECT id, name FROM ONLY person ORDER BY id;
SELECT id, name FROM ONLY patient ORDER BY id;
SELECT id, name FROM inpatient ORDER BY id;
SELECT id, name FROM person ORDER BY id;
-- the grandchild allows it, the parent does not
SET purpose.current = 'inherit_care';
SELECT id, name FROM ONLY person ORDER BY id;
SELECT id, name FROM inpatient ORDER BY id;
SELECT id, name FROM person ORDER BY id;
-- both allow it
SET purpose.current = 'inherit_both';
SELECT id, name FROM person ORDER BY id;
SELECT id, name FROM inpatient ORDER BY id;
-- neither: two different masks make a NULL where both apply
RESET purpose.current;
SELECT id, name FROM ONLY person ORDER BY id;
SELECT id, name FROM inpatient ORDER BY id;
SELECT id, name FROM person ORDER BY id;
-- twice the same mask is that mask
SECURITY LABEL FOR purpose ON COLUMN inpatient.name IS
  'ALLOW inherit_both, inherit_care; ELSE MASK WITH (left(name, 1))';
SELECT id, name FROM person ORDER BY id;
SELECT id, name FROM inpatient ORDER BY id;
-- a NULL is stricter than a mask, a block than both
SECURITY LABEL FOR purpose ON COLUMN inpatient.name IS
  'ALLOW inherit_both; ELSE NULL';
SELECT id, name FROM person ORDER BY id;
SECURITY LABEL FOR purpose ON COLUMN inpatient.name IS 'ALLOW inherit_both';
SELECT id, name FROM person ORDER BY id;
SELECT id, name FROM ONLY person ORDER BY id;
SELECT id FROM person ORDER BY id;
-- UNRESTRICTED frees the column of its own table's labels, not of its parent's
SECURITY LABEL FOR purpose ON COLUMN inpatient.name IS 'UNRESTRICTED';
SELECT id, name FROM inpatient;
SECURITY LABEL FOR purpose ON COLUMN inpatient.name IS NULL;
SECURITY LABEL FOR purpose ON COLUMN person.name IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON TABLE inpatient IS 'ALLOW inherit_both; ELSE NULL';
SELECT id, name FROM ONLY person;
SELECT id, name FROM inpatient;
SELECT id, name FROM person ORDER BY 1, 2;
SECURITY LABEL FOR purpose ON TABLE inpatient IS NULL;
SECURITY LABEL FOR purpose ON COLUMN person.name IS NULL;

-- A table's label reaches the children's columns of the same name, and DENY
-- accumulates over the whole tree.
SECURITY LABEL FOR purpose ON TABLE person IS 'ALLOW inherit_care, inherit_both; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN other.name IS
  'DENY inherit_both; ALLOW inherit_care; ELSE NULL';
SET purpose.current = 'inherit_both';
SELECT * FROM ONLY person;
SELECT name, ssn, id FROM other;
SELECT id, name FROM person ORDER BY id;
SET purpose.current = 'inherit_care';
SELECT name, id FROM other;
SELECT id, name FROM person ORDER BY id;
SET purpose.current = 'inherit_research';
SELECT * FROM person;
SELECT bed, ward FROM inpatient;
SELECT count(*) FROM person;
DROP TABLE person CASCADE;

--
-- Several parents.
--
RESET purpose.current;
CREATE TABLE employee (name text, salary int);
CREATE TABLE customer (phone text, name text);
CREATE TABLE both_of (id int) INHERITS (employee, customer);
INSERT INTO employee VALUES ('Eve', 1);
INSERT INTO customer VALUES ('0301', 'Frank');
INSERT INTO both_of VALUES ('Grace', 2, '0302', 1);
SECURITY LABEL FOR purpose ON COLUMN employee.name IS
  'ALLOW inherit_care, inherit_both; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN customer.name IS
  'ALLOW inherit_research, inherit_both; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS 'ALLOW inherit_both; ELSE NULL';
SET purpose.current = 'inherit_care';
SELECT name FROM ONLY employee;
SELECT name, phone FROM both_of;
SELECT name FROM employee ORDER BY 1;
SELECT name FROM customer ORDER BY 1;
SET purpose.current = 'inherit_research';
SELECT name FROM ONLY customer;
SELECT name FROM both_of;
SELECT name FROM customer ORDER BY 1;
SET purpose.current = 'inherit_both';
SELECT * FROM both_of;
SELECT * FROM employee ORDER BY 1;
-- one parent goes: its policy stays, written on the child
SET purpose.current = 'inherit_care';
ALTER TABLE both_of NO INHERIT customer;
SELECT name, phone FROM both_of;
SELECT name FROM customer;
SET purpose.current = 'inherit_both';
SELECT name, phone FROM both_of;
SET purpose.current = 'inherit_care';
DROP TABLE employee, customer CASCADE;

--
-- Partitions, with sub-partitions, an index on the hidden values, and routing.
--
CREATE TABLE visit (id int, name text, ward int) PARTITION BY LIST (ward);
CREATE TABLE visit_10 PARTITION OF visit FOR VALUES IN (10);
CREATE TABLE visit_20 (ward int, gone int, id int, name text) PARTITION BY RANGE (id);
ALTER TABLE visit_20 DROP COLUMN gone;
ALTER TABLE visit ATTACH PARTITION visit_20 FOR VALUES IN (20);
CREATE TABLE visit_20_1 (name text, id int, ward int);
ALTER TABLE visit_20 ATTACH PARTITION visit_20_1 FOR VALUES FROM (0) TO (100);
CREATE INDEX ON visit (name);
SECURITY LABEL FOR purpose ON COLUMN visit.name IS
  'ALLOW inherit_care; ELSE MASK WITH (left(name, 1) || ward)';
SET purpose.current = 'inherit_research';
INSERT INTO visit VALUES (1, 'Alice', 10), (2, 'Bob', 20);
INSERT INTO visit_20_1 VALUES ('Carol', 3, 20);
SELECT tableoid::regclass, * FROM visit ORDER BY id;
SELECT * FROM visit_10;
SELECT * FROM visit_20 ORDER BY id;
SELECT * FROM visit_20_1 ORDER BY id;
SELECT v FROM visit_20_1 v ORDER BY id;
SELECT id FROM visit_20_1 WHERE name = 'Bob';
SET enable_seqscan = off;
SELECT id FROM visit WHERE name >= 'Bob' AND name < 'Bobz';
SELECT id FROM visit_20_1 WHERE name = 'B20';
RESET enable_seqscan;
UPDATE visit SET ward = 10 WHERE id = 2 RETURNING tableoid::regclass, *;
SET purpose.current = 'inherit_care';
SELECT tableoid::regclass, * FROM visit ORDER BY id;
-- a new partition is covered at once
CREATE TABLE visit_30 PARTITION OF visit FOR VALUES IN (30);
INSERT INTO visit VALUES (4, 'Dave', 30);
SET purpose.current = 'inherit_research';
SELECT name FROM visit_30;
-- a label on a leaf counts for the whole tree, and for nobody else
SECURITY LABEL FOR purpose ON COLUMN visit_20_1.name IS
  'ALLOW inherit_care; ELSE NULL';
SELECT name FROM visit_30;
SELECT id, name FROM visit ORDER BY id;
SELECT id, name FROM visit_20;
SECURITY LABEL FOR purpose ON COLUMN visit_20_1.name IS 'ALLOW inherit_care';
SELECT id, name FROM visit ORDER BY id;
SELECT id, name FROM visit_10 ORDER BY id;
SELECT id FROM visit ORDER BY id;
SECURITY LABEL FOR purpose ON COLUMN visit_20_1.name IS NULL;

-- A detached partition keeps the policy, as labels of its own.
ALTER TABLE visit DETACH PARTITION visit_30;
SELECT name FROM visit_30;
SECURITY LABEL FOR purpose ON COLUMN visit.name IS NULL;
SELECT name FROM visit_30;
SELECT id, name FROM visit ORDER BY id;
SET purpose.current = 'inherit_care';
SELECT name FROM visit_30;
SELECT object, label FROM purpose.labels WHERE object LIKE '%visit\_30%';
-- a table that is attached gets the policy of its new parent
SECURITY LABEL FOR purpose ON COLUMN visit.name IS 'ALLOW inherit_both; ELSE NULL';
ALTER TABLE visit ATTACH PARTITION visit_30 FOR VALUES IN (30);
SELECT name FROM visit_30;
SET purpose.current = 'inherit_both';
SELECT name FROM visit_30;
SELECT id, name FROM visit_10 ORDER BY id;
-- ... whose read through the tree now includes the stricter of the two
SELECT id, name FROM visit ORDER BY id;
-- A column that a mask names keeps its name.  Otherwise it takes its label
-- along, and the children's too.
SET purpose.current = 'inherit_care';
ALTER TABLE visit RENAME COLUMN name TO called;
SECURITY LABEL FOR purpose ON COLUMN visit_30.name IS NULL;
ALTER TABLE visit RENAME COLUMN name TO called;
SELECT id, called FROM visit_10 ORDER BY id;
SELECT called FROM visit_20_1 ORDER BY id;

RESET purpose.current;
\set VERBOSITY default
SET client_min_messages = warning;
DROP SCHEMA inherit CASCADE;
RESET client_min_messages;
DELETE FROM purpose.vocabulary WHERE name LIKE 'inherit\_%';
