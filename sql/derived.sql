--
-- Derived columns: generated columns and the columns of materialized views
-- have, without a label of their own, the policy of the columns that they are
-- computed from.  A label of their own replaces it: an administrator's
-- declassification.
--
\set VERBOSITY terse
CREATE SCHEMA derived;
SET search_path = derived, pg_catalog;
INSERT INTO purpose.vocabulary (name) VALUES ('derived_care'),
  ('derived_research'), ('derived_both');

CREATE TABLE person (
  id int PRIMARY KEY,
  first text,
  last text,
  born date,
  note text,
  full_name text GENERATED ALWAYS AS (first || ' ' || last) STORED,
  length int GENERATED ALWAYS AS (length(first)) STORED,
  double int GENERATED ALWAYS AS (id * 2) STORED,
  born_text text GENERATED ALWAYS AS (CASE WHEN born < '1975-01-01' THEN 'old' END) STORED,
  row_note text GENERATED ALWAYS AS (note) STORED
);
INSERT INTO person VALUES (1, 'Alice', 'Abel', '1970-05-17', 'x'),
  (2, 'Bob', 'Baker', '1980-06-18', 'y');
SECURITY LABEL FOR purpose ON COLUMN person.first IS
  'ALLOW derived_care, derived_both; ELSE MASK WITH (left(first, 1))';
SECURITY LABEL FOR purpose ON COLUMN person.last IS
  'ALLOW derived_research, derived_both; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN person.note IS 'ALLOW derived_both';

--
-- Generated columns.  Of a masked column, there is no mask to be had: NULL.
--
SET purpose.current = 'derived_both';
SELECT * FROM person ORDER BY id;
SET purpose.current = 'derived_care';
SELECT id, first, last, full_name, length, double, born_text FROM person ORDER BY id;
SELECT row_note FROM person;
SELECT note FROM person;
SET purpose.current = 'derived_research';
SELECT id, first, last, full_name, length, double, born_text FROM person ORDER BY id;
RESET purpose.current;
SELECT id, first, last, full_name, length, double, born_text FROM person ORDER BY id;
-- no way around
SELECT id FROM person WHERE full_name = 'Alice Abel' OR length = 5;
SELECT id FROM person ORDER BY length, id;
SELECT id FROM person WHERE row_note = 'x';
CREATE INDEX ON person (length);
ANALYZE person;
SET enable_seqscan = off;
SELECT id FROM person WHERE length = 5;
RESET enable_seqscan;
SELECT DISTINCT attname FROM pg_stats WHERE schemaname = 'derived' ORDER BY 1;
-- a statement that writes: the new value is computed from the real ones
SET purpose.current = 'derived_care';
UPDATE person SET first = 'Alicia' WHERE id = 1 RETURNING first, full_name, length;
UPDATE person SET first = 'Alice' WHERE full_name = 'Alicia Abel';
DELETE FROM person WHERE full_name IS NULL;
SET purpose.current = 'derived_both';
SELECT first, last, full_name, length FROM person ORDER BY id;
UPDATE person SET first = 'Alice' WHERE full_name = 'Alicia Abel' RETURNING full_name;

-- A label of its own replaces the policy of its sources; other columns are
-- not concerned.
SET purpose.current = 'derived_care';
SECURITY LABEL FOR purpose ON COLUMN person.full_name IS
  'ALLOW derived_care; ELSE MASK WITH (''initials '' || left(first, 1) || left(last, 1))';
SECURITY LABEL FOR purpose ON COLUMN person.length IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON COLUMN person.double IS 'ALLOW derived_both; ELSE NULL';
SELECT first, last, full_name, length, double FROM person ORDER BY id;
SET purpose.current = 'derived_research';
SELECT first, last, full_name, length, double FROM person ORDER BY id;
RESET purpose.current;
SELECT first, last, full_name, length, double FROM person ORDER BY id;
SECURITY LABEL FOR purpose ON COLUMN person.full_name IS NULL;
SECURITY LABEL FOR purpose ON COLUMN person.length IS NULL;
SECURITY LABEL FOR purpose ON COLUMN person.double IS NULL;
SELECT full_name, length, double FROM person ORDER BY id;

-- The policy follows a new label on a source at once, and a whole table's.
SECURITY LABEL FOR purpose ON COLUMN person.born IS 'ALLOW derived_both; ELSE NULL';
SELECT born_text FROM person ORDER BY id;
SECURITY LABEL FOR purpose ON COLUMN person.born IS NULL;
SELECT born_text FROM person ORDER BY id;
SECURITY LABEL FOR purpose ON TABLE person IS 'ALLOW derived_care; ELSE NULL';
SET purpose.current = 'derived_care';
SELECT born_text, double, length, full_name FROM person ORDER BY id;
SET purpose.current = 'derived_research';
SELECT born_text, double, length, full_name FROM person ORDER BY id;
SECURITY LABEL FOR purpose ON TABLE person IS NULL;

-- A condition on the source is asked of the same row.
CREATE TABLE consenting (id int, phone text, agreed boolean,
  tel text GENERATED ALWAYS AS ('tel:' || phone) STORED);
INSERT INTO consenting VALUES (1, '0301', true), (2, '0302', false);
SECURITY LABEL FOR purpose ON COLUMN consenting.phone IS
  'ALLOW derived_research WHEN (agreed); ELSE MASK WITH (''none'')';
SELECT id, phone, tel FROM consenting ORDER BY id;
RESET purpose.current;
SELECT id, phone, tel FROM consenting ORDER BY id;

-- In partitions and children.
CREATE TABLE base (id int, name text, upper text GENERATED ALWAYS AS (upper(name)) STORED)
  PARTITION BY LIST (id);
CREATE TABLE base_1 PARTITION OF base FOR VALUES IN (1);
INSERT INTO base VALUES (1, 'Alice');
SECURITY LABEL FOR purpose ON COLUMN base.name IS 'ALLOW derived_care; ELSE NULL';
SELECT * FROM base;
SELECT * FROM base_1;
SELECT upper FROM base_1 WHERE upper = 'ALICE';
SET purpose.current = 'derived_care';
SELECT * FROM base_1;

--
-- Materialized views: each column has the policy of its sources, whatever it
-- is computed through.
--
SET purpose.current = 'derived_both';
CREATE MATERIALIZED VIEW plain AS SELECT id, first, last, born, note FROM person;
CREATE VIEW v AS SELECT id AS nr, first AS called, last, upper(note) AS loud FROM person;
CREATE MATERIALIZED VIEW through_view AS SELECT * FROM v;
CREATE TABLE visit (person int, ward int, what text);
INSERT INTO visit VALUES (1, 10, 'a'), (1, 20, 'b'), (2, 10, 'c');
CREATE MATERIALIZED VIEW joined AS
SELECT p.id, v.ward, p.first || v.what AS mixed, v.what FROM person p JOIN visit v ON v.person = p.id;
CREATE MATERIALIZED VIEW aggregated AS
SELECT v.ward, count(*) AS visits, max(p.first) AS max_first, string_agg(p.last, ',' ORDER BY p.id) AS lasts
FROM person p JOIN visit v ON v.person = p.id GROUP BY v.ward;
CREATE MATERIALIZED VIEW nested AS
WITH c AS MATERIALIZED (SELECT id, first AS f FROM person)
SELECT c.id, (SELECT max(last) FROM person q WHERE q.id = c.id) AS sub, s.f2
FROM c, LATERAL (SELECT lower(c.f) AS f2) s;
CREATE MATERIALIZED VIEW united AS
SELECT id, first AS name FROM person UNION ALL SELECT person, what FROM visit;
CREATE MATERIALIZED VIEW whole AS SELECT p, row_to_json(p) AS json, p.ctid AS place FROM person p;
CREATE MATERIALIZED VIEW using_join AS SELECT first, id, b.last FROM person a FULL JOIN person b USING (id, first);
CREATE MATERIALIZED VIEW of_generated AS SELECT id, full_name, length, double FROM person;
CREATE MATERIALIZED VIEW of_matview AS SELECT id, first, note FROM plain;
CREATE MATERIALIZED VIEW windowed AS
SELECT id, lag(first) OVER (ORDER BY id) AS before, rank() OVER (ORDER BY id) AS rank FROM person;
SELECT * FROM joined ORDER BY id, ward;
SET purpose.current = 'derived_care';
SELECT id, first, last, born FROM plain ORDER BY id;
SELECT note FROM plain;
SELECT nr, called, last FROM through_view ORDER BY nr;
SELECT loud FROM through_view;
SELECT * FROM joined ORDER BY id, ward;
SELECT * FROM aggregated ORDER BY ward;
SELECT * FROM nested ORDER BY id;
SELECT * FROM united ORDER BY id, name COLLATE "C";
SELECT count(place) FROM whole;
SELECT p FROM whole;
SELECT json FROM whole;
SELECT * FROM using_join ORDER BY id;
SELECT * FROM of_generated ORDER BY id;
SELECT id, first FROM of_matview ORDER BY id;
SELECT note FROM of_matview;
SELECT * FROM windowed ORDER BY id;
SET purpose.current = 'derived_research';
SELECT id, first, last, born FROM plain ORDER BY id;
SELECT nr, called, last FROM through_view ORDER BY nr;
SELECT * FROM joined ORDER BY id, ward;
SELECT * FROM aggregated ORDER BY ward;
SELECT * FROM nested ORDER BY id;
SELECT * FROM united ORDER BY id, name COLLATE "C";
SELECT * FROM using_join ORDER BY id;
SELECT * FROM of_generated ORDER BY id;
SELECT id, first FROM of_matview ORDER BY id;
SELECT * FROM windowed ORDER BY id;
SELECT id FROM plain WHERE first = 'Alice';
COPY (SELECT * FROM of_generated ORDER BY id) TO stdout;

-- With conditions: the rows of a materialized view are not those of the
-- table, so none holds.
SET purpose.current = 'derived_research';
CREATE MATERIALIZED VIEW phones AS SELECT id, agreed, phone FROM consenting WITH NO DATA;
REFRESH MATERIALIZED VIEW phones;
SECURITY LABEL FOR purpose ON COLUMN consenting.phone IS
  'ALLOW derived_care; ALLOW derived_research WHEN (agreed); ELSE MASK WITH (''none'')';
SET purpose.current = 'derived_care';
REFRESH MATERIALIZED VIEW phones;
SELECT * FROM phones ORDER BY id;
SET purpose.current = 'derived_research';
SELECT * FROM phones ORDER BY id;

-- A label of their own: declassification, column by column, or of all.
SECURITY LABEL FOR purpose ON COLUMN aggregated.max_first IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON COLUMN joined.mixed IS
  'ALLOW derived_both; ELSE MASK WITH (''-'' || what)';
SELECT * FROM aggregated ORDER BY ward;
SELECT * FROM joined ORDER BY id, ward;
-- One on the materialized view is no column's own: it cannot open more than
-- the sources, but a DENY counts from wherever it comes.
SECURITY LABEL FOR purpose ON MATERIALIZED VIEW plain IS 'UNRESTRICTED';
SELECT id, first FROM plain ORDER BY id;
SELECT note FROM plain;
SECURITY LABEL FOR purpose ON MATERIALIZED VIEW plain IS 'DENY derived_care; ELSE NULL';
SET purpose.current = 'derived_care';
SELECT id, first FROM plain ORDER BY id;
SET purpose.current = 'derived_research';
SECURITY LABEL FOR purpose ON MATERIALIZED VIEW plain IS NULL;

-- A label on a source counts at once in what is computed from it, through
-- all views in between.
SELECT * FROM united WHERE id = 2 ORDER BY name COLLATE "C";
SECURITY LABEL FOR purpose ON COLUMN person.first IS NULL;
SELECT * FROM united WHERE id = 2 ORDER BY name COLLATE "C";
SELECT id, first FROM of_matview ORDER BY id;
SECURITY LABEL FOR purpose ON COLUMN person.first IS 'ALLOW derived_both';
SELECT * FROM united;
SELECT id, first FROM of_matview;
SELECT called FROM through_view;

-- Views need no label and take none: the tables' hold.
SECURITY LABEL FOR purpose ON VIEW v IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON COLUMN v.called IS 'UNRESTRICTED';
-- A view over a materialized view with a label, and back.
CREATE VIEW over AS SELECT * FROM aggregated;
SELECT ward, max_first FROM over ORDER BY ward;
SELECT ward, lasts FROM over ORDER BY ward;

--
-- TOAST tables hold values of all columns of their table: what holds for any
-- of them holds for its chunks.
--
RESET purpose.current;
CREATE TABLE large (id int, doc text, open text);
ALTER TABLE large ALTER doc SET STORAGE EXTERNAL;
INSERT INTO large VALUES (1, repeat('secret', 1000), 'x');
SELECT reltoastrelid::regclass AS toast FROM pg_class
WHERE oid = 'derived.large'::regclass \gset
SELECT count(*) AS chunks, sum(length(chunk_data)) FROM :toast;
SECURITY LABEL FOR purpose ON COLUMN large.doc IS 'ALLOW derived_care';
\set VERBOSITY sqlstate
SELECT chunk_data FROM :toast;
SELECT sum(length(chunk_data)) FROM :toast;
COPY (SELECT chunk_data FROM :toast) TO stdout;
\set VERBOSITY terse
SELECT id, open FROM large;
SET purpose.current = 'derived_care';
SELECT count(*) AS chunks, sum(length(chunk_data)) FROM :toast;
SELECT length(doc) FROM large;
SET purpose.current = 'derived_research';
SECURITY LABEL FOR purpose ON COLUMN large.doc IS 'ALLOW derived_care; ELSE MASK WITH (left(doc, 3))';
SELECT count(chunk_data) AS chunks FROM :toast;
SELECT doc FROM large;

RESET purpose.current;
\set VERBOSITY default
SET client_min_messages = warning;
DROP SCHEMA derived CASCADE;
RESET client_min_messages;
DELETE FROM purpose.vocabulary WHERE name LIKE 'derived\_%';
