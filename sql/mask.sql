--
-- Masking: a relation is read as if it held the masked values, wherever it
-- stands in a query and however it is referred to.
--
-- Every statement runs under a purpose that gets masks, unless it says
-- otherwise.  A raw value in the output is the fault that is looked for:
-- full names, numbers of nine digits, days of birth other than the first of
-- January.
--
\set VERBOSITY terse
CREATE SCHEMA masked;
SET search_path = masked, pg_catalog;
CREATE ROLE regress_mask_owner;
CREATE ROLE regress_mask_user;
GRANT USAGE, CREATE ON SCHEMA masked TO regress_mask_owner;
GRANT USAGE ON SCHEMA masked TO regress_mask_user;

INSERT INTO purpose.vocabulary (name) VALUES ('mask_care'), ('mask_research');
SECURITY LABEL FOR purpose ON ROLE regress_mask_user IS
  'DECLARE mask_care, mask_research';
SECURITY LABEL FOR purpose ON ROLE regress_mask_owner IS
  'DECLARE mask_care, mask_research';

CREATE TABLE patient (
  id int PRIMARY KEY,
  gone int,
  name text,
  ssn text,
  born date,
  ward int,
  secret text
);
ALTER TABLE patient DROP COLUMN gone;
INSERT INTO patient VALUES
  (1, 'Alice', '111111111', '1970-05-17', 10, 'x'),
  (2, 'Bob', '222222222', '1980-06-18', 10, 'y'),
  (3, 'Anna', '333333333', '1970-07-19', 20, 'z'),
  (4, NULL, NULL, NULL, 20, NULL);
CREATE INDEX ON patient (name);
CREATE INDEX ON patient (ssn);
ANALYZE patient;
SECURITY LABEL FOR purpose ON COLUMN patient.name IS
  'ALLOW mask_care; ELSE MASK WITH (left(name, 1) || ''***'')';
SECURITY LABEL FOR purpose ON COLUMN patient.ssn IS
  'ALLOW mask_care; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN patient.born IS
  'ALLOW mask_care; ELSE MASK WITH (purpose.truncate_date(patient.born, ''year''))';
SECURITY LABEL FOR purpose ON COLUMN patient.secret IS
  'ALLOW mask_care';

-- What is shown depends on the purpose alone; no purpose gets masks too.
SET purpose.current = 'mask_care';
SELECT * FROM patient ORDER BY id;
SET purpose.current = 'mask_research';
SELECT id, name, ssn, born, ward FROM patient ORDER BY id;
RESET purpose.current;
SELECT id, name, ssn, born, ward FROM patient ORDER BY id;
SET purpose.current = 'mask_research';

-- A blocked column that is not used does no harm; a used one does.
SELECT count(*) FROM patient;
SELECT * FROM patient;
SELECT id FROM patient ORDER BY secret;

--
-- No predicate sees a real value: neither the query's own, nor one that is
-- cheap enough to be evaluated first and tells what it was given.
--
SELECT id FROM patient WHERE name = 'Alice';
SELECT id FROM patient WHERE name = 'A***' ORDER BY id;
SELECT id FROM patient WHERE ssn = '111111111';
SELECT id FROM patient WHERE ssn IS NULL ORDER BY id;
SELECT id FROM patient WHERE born = '1970-05-17';
SELECT id FROM patient WHERE born = '1970-01-01' ORDER BY id;
SELECT id FROM patient WHERE name LIKE 'Al%' OR ssn LIKE '1%';
SELECT id FROM patient WHERE (name, born) = ('Alice', '1970-05-17');
SELECT id FROM patient WHERE name IN ('Alice', 'Bob');

CREATE FUNCTION tell(text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS
$$BEGIN RAISE NOTICE 'told: %', $1; RETURN true; END$$;
SELECT id FROM patient WHERE ward = 10 AND tell(name) ORDER BY id;
SELECT id FROM patient WHERE ward = 10 AND tell(ssn) ORDER BY id;
SELECT id FROM patient WHERE id = 1 AND 1 / (CASE WHEN born = '1970-05-17' THEN 0 ELSE 1 END) = 1;

-- An index on the hidden values is of no help either.
SET enable_seqscan = off;
SELECT id FROM patient WHERE name = 'Alice';
SELECT id FROM patient WHERE name >= 'Al' AND name < 'An';
SELECT id, name FROM patient WHERE name = 'A***' ORDER BY id;
RESET enable_seqscan;

-- Groups and orders are those of the masks.
SELECT name, count(*) FROM patient GROUP BY name ORDER BY name;
SELECT born, count(*) FROM patient GROUP BY born ORDER BY born;
SELECT id, name FROM patient ORDER BY name DESC, id DESC;
SELECT DISTINCT ON (name) name, id FROM patient ORDER BY name, id;
SELECT DISTINCT born FROM patient ORDER BY born;
SELECT name, born, grouping(name, born), count(*) FROM patient
GROUP BY GROUPING SETS ((name), (born), ())
ORDER BY grouping(name, born), name, born;
SELECT name, count(*) FROM patient GROUP BY name HAVING name > 'A' ORDER BY 1;
SELECT count(name), count(ssn), count(DISTINCT name), min(name), max(born),
  string_agg(name, ',' ORDER BY id), array_agg(ssn ORDER BY id) FROM patient;
SELECT count(*) FILTER (WHERE name = 'Alice') FROM patient;
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY born) FROM patient;
SELECT id, rank() OVER (PARTITION BY born ORDER BY name),
  lag(name) OVER (ORDER BY id), first_value(ssn) OVER w
FROM patient WINDOW w AS (ORDER BY born, id) ORDER BY id;

--
-- The row as a whole, in every spelling.  It holds a blocked column, so that
-- one is taken away first.
--
SELECT patient FROM patient;
ALTER TABLE patient DROP COLUMN secret;
SELECT patient FROM patient ORDER BY id;
SELECT p.*::text FROM patient p ORDER BY id;
SELECT (p).name, (p).ssn FROM patient p ORDER BY id;
SELECT (p).* FROM patient p ORDER BY id;
SELECT row_to_json(p) FROM patient p ORDER BY id;
SELECT to_jsonb(p) - 'born' AS to_jsonb FROM patient p ORDER BY id;
SELECT json_agg(p ORDER BY id) FROM patient p WHERE id < 3;
SELECT p, p.ctid, p.name FROM patient p WHERE id = 1;
SELECT p = ROW(1, 'Alice', '111111111', date '1970-05-17', 10)::patient AS probe
FROM patient p WHERE id = 1;
SELECT id FROM patient p WHERE p::text LIKE '%Alice%';
SELECT count(p), count(DISTINCT p) FROM patient p;
SELECT pg_typeof(p), pg_column_size(p) > 0 FROM patient p WHERE id = 1;
CREATE FUNCTION name_of(patient) RETURNS text LANGUAGE sql AS
'SELECT $1.name';
SELECT p.name_of, name_of(p) FROM patient p ORDER BY id;
SELECT jsonb_populate_record(p, '{"ward": 99}') FROM patient p WHERE id = 1;
SELECT q FROM (SELECT * FROM patient) q WHERE id = 1;
SELECT q FROM (SELECT id, name FROM patient) q WHERE id = 1;

-- System columns, which no subquery has by itself.
SELECT ctid, tableoid::regclass, xmin <> '0' AS xmin, cmin::text <> '' AS cmin,
  name FROM patient WHERE ctid = '(0,1)';
SELECT p.tableoid::regclass, p.ctid, p FROM patient p ORDER BY p.ctid;
SELECT id, name FROM patient WHERE ctid = ANY (ARRAY['(0,2)', '(0,3)']::tid[])
ORDER BY id;

--
-- Joins
--
CREATE TABLE visit (id int, name text, ward int, note text);
INSERT INTO visit VALUES (1, 'Alice', 10, 'raw name'), (2, 'A***', 10, 'mask'),
  (9, NULL, 30, 'nobody');

SELECT v.note, p.id FROM visit v JOIN patient p ON v.name = p.name
ORDER BY 1, 2;
SELECT name, note, patient.id FROM visit JOIN patient USING (name)
ORDER BY 1, 2, 3;
SELECT name, note, p.id FROM patient p FULL JOIN visit v USING (name)
ORDER BY 1, 2, 3;
SELECT j.name, j, p.id FROM visit JOIN patient p USING (name) AS j
ORDER BY 1, 3;
SELECT * FROM visit NATURAL JOIN (SELECT id, ward, name FROM patient) p;
SELECT * FROM (SELECT name, born FROM patient) p NATURAL JOIN visit
ORDER BY born;
SELECT p.name, v.note FROM patient p, visit v
WHERE p.name = v.name ORDER BY p.id;

-- Semi- and anti-joins.
SELECT note FROM visit v
WHERE EXISTS (SELECT FROM patient p WHERE p.name = v.name) ORDER BY 1;
SELECT note FROM visit v WHERE name IN (SELECT name FROM patient) ORDER BY 1;
SELECT note FROM visit v
WHERE NOT EXISTS (SELECT FROM patient p WHERE p.name = v.name) ORDER BY 1;
SELECT note FROM visit v
WHERE name NOT IN (SELECT name FROM patient WHERE name IS NOT NULL);

-- On the null-extended side of an outer join there is no row, hence no mask,
-- even if the mask is a constant.
CREATE TABLE bed (id int, patient text, ward int);
INSERT INTO bed VALUES (1, 'Alice', 10), (7, 'Bob', 10);
SECURITY LABEL FOR purpose ON COLUMN bed.patient IS
  'ALLOW mask_care; ELSE MASK WITH (''somebody'')';
SELECT v.id, b.patient, b.id, b FROM visit v LEFT JOIN bed b ON v.id = b.id
ORDER BY v.id;
SELECT v.id, b.patient FROM bed b RIGHT JOIN visit v ON v.id = b.id
ORDER BY v.id;
SELECT v.id, b.id, b.patient, b.ctid IS NULL AS no_row
FROM visit v FULL JOIN bed b ON v.id = b.id
ORDER BY v.id, b.id;
SELECT v.id FROM visit v LEFT JOIN bed b ON v.id = b.id
WHERE b.patient IS NULL ORDER BY 1;
SELECT v.id, coalesce(b.patient, 'none') FROM visit v
LEFT JOIN (SELECT * FROM bed WHERE id > 0) b ON v.id = b.id ORDER BY 1;
SELECT patient, count(b.patient) FROM visit v LEFT JOIN bed b USING (id)
GROUP BY patient ORDER BY 1;

-- Self-joins: what masks alike joins alike.
SELECT a.id, b.id FROM patient a JOIN patient b ON a.name = b.name
WHERE a.id < b.id;
SELECT a.id, b.id FROM patient a JOIN patient b ON a.ssn = b.ssn;

-- LATERAL, and sub-selects that are correlated on a masked column.
SELECT p.id, l.* FROM patient p, LATERAL (SELECT p.name AS outer_name,
  p.ssn AS outer_ssn) l ORDER BY 1;
SELECT v.note, l.id FROM visit v,
  LATERAL (SELECT id FROM patient p WHERE p.name = v.name) l ORDER BY 1, 2;
SELECT p.id, (SELECT note FROM visit v WHERE v.name = p.name) FROM patient p
ORDER BY 1;
SELECT p.id, (SELECT count(*) FROM patient q WHERE q.name = p.name
  AND q.id <> p.id) FROM patient p ORDER BY 1;
SELECT p.id, (SELECT l FROM (SELECT p AS whole, p.ctid) l) FROM patient p
WHERE id = 1;
SELECT id, ARRAY(SELECT name FROM patient q WHERE q.ward = p.ward ORDER BY 1)
FROM patient p ORDER BY 1;
SELECT u.letter FROM patient p, unnest(string_to_array(p.name, NULL))
  WITH ORDINALITY u (letter, n) WHERE p.id = 1 ORDER BY n;
SELECT p.id, f.* FROM patient p, json_to_record(row_to_json(p))
  AS f (name text, born date) ORDER BY 1;

-- Set operations compare masks.
SELECT name FROM patient INTERSECT SELECT name FROM visit ORDER BY 1;
SELECT name FROM visit EXCEPT SELECT name FROM patient ORDER BY 1;
SELECT name FROM patient UNION SELECT 'Alice' ORDER BY 1;
SELECT ssn FROM patient UNION ALL SELECT name FROM visit ORDER BY 1;

-- Common table expressions.
WITH p AS MATERIALIZED (SELECT * FROM patient)
SELECT name, ssn FROM p WHERE name = 'Alice' OR id = 1;
WITH p AS NOT MATERIALIZED (SELECT * FROM patient)
SELECT name, p FROM p WHERE name = 'Alice' OR id = 1;
WITH RECURSIVE r AS (
  SELECT id, name FROM patient WHERE id = 1
  UNION ALL
  SELECT p.id, r.name || p.name FROM r JOIN patient p ON p.id = r.id + 1)
SELECT * FROM r ORDER BY id;

-- TABLESAMPLE, also with an argument from elsewhere.
SELECT id, name FROM patient TABLESAMPLE BERNOULLI (100) ORDER BY id;
SELECT id, name FROM patient TABLESAMPLE SYSTEM (50 + 50) REPEATABLE (1)
WHERE name = 'A***' ORDER BY id;
SELECT pct, n, names FROM (VALUES (0), (100)) v (pct), LATERAL (
  SELECT count(*) AS n, string_agg(name, ',' ORDER BY id) AS names
  FROM patient TABLESAMPLE BERNOULLI (pct)) s ORDER BY pct;
SELECT (SELECT string_agg(p.name, ',' ORDER BY p.id)
  FROM patient p TABLESAMPLE BERNOULLI (v.pct)) FROM (VALUES (100)) v (pct);

--
-- Row locks reach the real rows: the transaction is their xmax.
--
BEGIN;
SELECT id, name FROM patient WHERE ward = 10 ORDER BY id FOR UPDATE;
SELECT id, xmax = pg_current_xact_id()::xid AS locked FROM patient ORDER BY id;
SELECT mode FROM pg_locks WHERE relation = 'masked.patient'::regclass
  AND mode = 'RowShareLock';
ROLLBACK;
BEGIN;
SELECT p.id, p.name, b.patient FROM patient p JOIN bed b USING (id)
FOR SHARE OF b;
SELECT id, xmax = pg_current_xact_id()::xid AS locked FROM bed ORDER BY id;
SELECT count(*) FROM patient WHERE xmax = pg_current_xact_id()::xid;
ROLLBACK;
BEGIN;
SELECT name FROM (SELECT * FROM patient) s WHERE name = 'A***' AND id > 1
FOR NO KEY UPDATE SKIP LOCKED;
SELECT id, xmax = pg_current_xact_id()::xid AS locked FROM patient ORDER BY id;
ROLLBACK;
-- With a mask in place of the value no row is found, hence none is locked.
BEGIN;
SELECT id FROM patient WHERE name = 'Alice' FOR KEY SHARE;
SELECT count(*) FROM patient WHERE xmax = pg_current_xact_id()::xid;
ROLLBACK;

--
-- Views of all kinds.  Nothing is said in their definitions.
--
CREATE VIEW plain AS SELECT * FROM patient;
CREATE VIEW barrier WITH (security_barrier) AS
  SELECT * FROM patient WHERE name <> 'B***' OR name IS NULL;
CREATE VIEW invoker WITH (security_invoker) AS SELECT * FROM patient;
CREATE VIEW whole AS SELECT p, p.tableoid::regclass FROM patient p;
CREATE VIEW nested AS SELECT upper(name) AS name, ssn FROM barrier;
SELECT id, name, ssn, born FROM plain ORDER BY id;
SELECT id, name FROM plain WHERE name = 'Alice';
SELECT id, name FROM barrier WHERE tell(name) ORDER BY id;
SELECT id, name, ssn FROM invoker ORDER BY id;
SELECT * FROM whole ORDER BY (p).id;
SELECT * FROM nested ORDER BY name;
BEGIN;
SELECT id, name FROM barrier WHERE id = 1 FOR UPDATE;
SELECT id FROM patient WHERE xmax = pg_current_xact_id()::xid;
ROLLBACK;

--
-- Row security decides by the real values, and the mask is shown.
--
GRANT SELECT ON patient, invoker TO regress_mask_user;
SET purpose.current = 'mask_care';
CREATE POLICY only_a ON patient FOR SELECT TO regress_mask_user
  USING (name LIKE 'Al%' OR ssn = '222222222');
ALTER TABLE patient ENABLE ROW LEVEL SECURITY;
SET ROLE regress_mask_user;
SELECT id, name, ssn FROM patient ORDER BY id;
SET purpose.current = 'mask_research';
SELECT id, name, ssn FROM patient ORDER BY id;
SELECT id, name, ssn FROM invoker ORDER BY id;
SELECT p FROM patient p ORDER BY id;
SELECT id FROM patient WHERE tell(name) ORDER BY id;
SELECT id, (SELECT count(*) FROM patient q WHERE q.id >= p.id)
FROM patient p ORDER BY id;
SELECT id, name FROM patient TABLESAMPLE BERNOULLI (100) ORDER BY id;
SELECT count(*) FROM patient;
RESET ROLE;
ALTER TABLE patient DISABLE ROW LEVEL SECURITY;
DROP POLICY only_a ON patient;

-- A policy with a sub-select that refers to the row.
CREATE TABLE assigned (patient text, nurse name);
INSERT INTO assigned VALUES ('Bob', 'regress_mask_user'), ('Anna', 'other');
GRANT SELECT ON assigned TO regress_mask_user;
CREATE POLICY assigned ON patient FOR SELECT TO regress_mask_user
  USING (EXISTS (SELECT FROM assigned a
    WHERE a.patient = patient.name AND a.nurse = current_user));
ALTER TABLE patient ENABLE ROW LEVEL SECURITY;
SET ROLE regress_mask_user;
SELECT id, name FROM patient;
RESET ROLE;
ALTER TABLE patient DISABLE ROW LEVEL SECURITY;
DROP POLICY assigned ON patient;

--
-- Partitions, also with columns in another order.
--
CREATE TABLE stay (id int, name text, ward int) PARTITION BY LIST (ward);
CREATE TABLE stay_10 (ward int, junk int, name text, id int);
ALTER TABLE stay_10 DROP COLUMN junk;
ALTER TABLE stay ATTACH PARTITION stay_10 FOR VALUES IN (10);
CREATE TABLE stay_20 PARTITION OF stay FOR VALUES IN (20);
INSERT INTO stay VALUES (1, 'Alice', 10), (3, 'Anna', 20);
SECURITY LABEL FOR purpose ON COLUMN stay.name IS
  'ALLOW mask_care; ELSE MASK WITH (left(name, 1))';
SELECT tableoid::regclass, s.* FROM stay s ORDER BY id;
SELECT s FROM stay s ORDER BY id;
SELECT * FROM stay_10;
SELECT s FROM stay_10 s;
SELECT id, name FROM stay WHERE ward = 10 AND name = 'Alice';
SELECT id FROM stay WHERE name = 'A' ORDER BY id;
BEGIN;
SELECT name FROM stay WHERE id = 3 FOR UPDATE;
SELECT id FROM stay WHERE xmax = pg_current_xact_id()::xid;
ROLLBACK;

--
-- Cursors and prepared statements show what queries show.
--
BEGIN;
DECLARE c SCROLL CURSOR FOR SELECT id, name FROM patient ORDER BY id;
FETCH 2 FROM c;
FETCH LAST FROM c;
FETCH ABSOLUTE 2 FROM c;
DECLARE h CURSOR WITH HOLD FOR SELECT name, ssn FROM patient ORDER BY id;
COMMIT;
FETCH ALL FROM h;
CLOSE h;
PREPARE by_name (text) AS SELECT id, name FROM patient WHERE name = $1
ORDER BY id;
EXECUTE by_name ('Alice');
EXECUTE by_name ('A***');
DEALLOCATE by_name;

--
-- What a statement writes is never a mask (writes.sql has the rest), except
-- into a table made for it.
--
CREATE TABLE copy_of (name text, ssn text);
INSERT INTO copy_of SELECT name, ssn FROM patient;
INSERT INTO copy_of SELECT ward::text FROM patient ORDER BY id LIMIT 1;
SELECT * FROM copy_of;
CREATE TABLE extract AS SELECT * FROM patient;
SELECT * FROM extract ORDER BY id;
SELECT name, born INTO extract_2 FROM patient WHERE name = 'Alice' OR id = 2;
SELECT * FROM extract_2;

--
-- COPY
--
COPY (SELECT id, name, ssn FROM patient ORDER BY id) TO stdout;
COPY (SELECT p FROM patient p WHERE name = 'Alice' OR id = 1) TO stdout;
COPY patient TO stdout;
COPY patient (ssn, name, id) TO stdout WITH (FORMAT csv, HEADER);
COPY patient (born) TO stdout WITH (FORMAT csv, NULL 'none', FORCE_QUOTE (born));
COPY stay_10 TO stdout;
CREATE TABLE computed (id int, name text, tag text GENERATED ALWAYS AS
  (id::text || name) STORED, gone int, rest text);
ALTER TABLE computed DROP COLUMN gone;
INSERT INTO computed VALUES (1, 'Alice', DEFAULT, 'open');
SECURITY LABEL FOR purpose ON COLUMN computed.name IS
  'ALLOW mask_care; ELSE MASK WITH (''-'')';
COPY computed TO stdout;
COPY computed (rest, name) TO stdout;
COPY computed (name) FROM stdin;
Carol
\.
SET purpose.current = 'mask_care';
COPY computed TO stdout;
SET purpose.current = 'mask_research';

--
-- A mask has the type, the modifier and the collation of its column.
--
CREATE DOMAIN short AS varchar(5) CHECK (VALUE <> 'wrong');
CREATE TABLE typed (
  id int,
  amount numeric(6,2),
  code char(4),
  label varchar(3),
  word text COLLATE "C",
  dom short,
  req short NOT NULL,
  num int,
  txt text,
  stamp timestamp,
  list int[]
);
INSERT INTO typed VALUES (1, 1234.56, 'abcd', 'abc', 'b', 'five5', 'req', 77,
  'text', '2020-02-03 04:05', '{1,2,3}'), (2, 0.5, 'ef', 'd', 'B', 'x', 'y',
  8, 't', '2021-12-31 01:01', '{4}');
SECURITY LABEL FOR purpose ON COLUMN typed.amount IS
  'ALLOW mask_care; ELSE MASK WITH (round(amount / 7, 5))';
SECURITY LABEL FOR purpose ON COLUMN typed.code IS
  'ALLOW mask_care; ELSE MASK WITH (left(code, 1))';
SECURITY LABEL FOR purpose ON COLUMN typed.label IS
  'ALLOW mask_care; ELSE MASK WITH (upper(label))';
SECURITY LABEL FOR purpose ON COLUMN typed.word IS
  'ALLOW mask_care; ELSE MASK WITH (word || ''!'')';
SECURITY LABEL FOR purpose ON COLUMN typed.dom IS
  'ALLOW mask_care; ELSE MASK WITH (left(dom, 2))';
SECURITY LABEL FOR purpose ON COLUMN typed.req IS
  'ALLOW mask_care; ELSE NULL';
-- by casts that an INSERT would use: float8 to int, int to text, date to
-- timestamp
SECURITY LABEL FOR purpose ON COLUMN typed.num IS
  'ALLOW mask_care; ELSE MASK WITH (num / 10::float8)';
SECURITY LABEL FOR purpose ON COLUMN typed.txt IS
  'ALLOW mask_care; ELSE MASK WITH (length(txt))';
SECURITY LABEL FOR purpose ON COLUMN typed.stamp IS
  'ALLOW mask_care; ELSE MASK WITH (stamp::date)';
SECURITY LABEL FOR purpose ON COLUMN typed.list IS
  'ALLOW mask_care; ELSE MASK WITH (list[1:1])';
SELECT * FROM typed ORDER BY id;
SELECT t FROM typed t ORDER BY id;
SELECT pg_typeof(amount), pg_typeof(code), pg_typeof(dom), pg_typeof(num),
  pg_typeof(txt), pg_typeof(stamp), pg_collation_for(word) FROM typed
WHERE id = 1;
SELECT word FROM typed ORDER BY word;
SELECT id FROM typed WHERE code = 'a';
CREATE TABLE typed_extract AS SELECT * FROM typed;
SELECT attname, format_type(atttypid, atttypmod),
  attcollation::regcollation AS collation
FROM pg_attribute WHERE attrelid = 'typed_extract'::regclass AND attnum > 0
ORDER BY attnum;
-- What does not fit is refused like any other value, not cut to fit.
SECURITY LABEL FOR purpose ON COLUMN typed.label IS
  'ALLOW mask_care; ELSE MASK WITH (label || ''long'')';
SELECT label FROM typed;
SECURITY LABEL FOR purpose ON COLUMN typed.dom IS
  'ALLOW mask_care; ELSE MASK WITH (''wrong'')';
SELECT dom FROM typed;
-- There is no assignment cast from text to int.
SECURITY LABEL FOR purpose ON COLUMN typed.num IS
  'ALLOW mask_care; ELSE MASK WITH (''7''::text)';

--
-- A mask may look things up in other tables, as the relation's owner: the
-- user needs no privilege there, nor on columns that the mask reads.
--
SET ROLE regress_mask_owner;
CREATE TABLE region (ward int, region text);
INSERT INTO region VALUES (10, 'north'), (20, 'south');
CREATE TABLE address (id int, street text, ward int);
INSERT INTO address VALUES (1, 'Main Street 1', 10), (2, 'High Street 2', 20);
GRANT SELECT (id, street) ON address TO regress_mask_user;
RESET ROLE;
SECURITY LABEL FOR purpose ON COLUMN masked.address.street IS
  'ALLOW mask_care; ELSE MASK WITH ((SELECT r.region FROM masked.region r WHERE r.ward = address.ward))';
SET ROLE regress_mask_user;
SELECT id, street FROM address ORDER BY id;
SELECT id FROM address WHERE street = 'south';
SELECT ward FROM address;
SELECT * FROM region;
RESET ROLE;
-- Where the owner may not look, the mask may not either.
REVOKE ALL ON region FROM regress_mask_owner;
SET ROLE regress_mask_user;
SELECT id, street FROM address ORDER BY id;
RESET ROLE;
GRANT ALL ON region TO regress_mask_owner;
-- What the sub-select reads is raw, even where that is restricted itself.
SECURITY LABEL FOR purpose ON COLUMN region.region IS 'ALLOW mask_care';
SET ROLE regress_mask_user;
SELECT id, street FROM address ORDER BY id;
RESET ROLE;

--
-- WHEN, a condition for each row, is tested in consent.sql.  Here: it is one
-- more kind of mask.
--
SECURITY LABEL FOR purpose ON COLUMN patient.name IS
  'ALLOW mask_care; ALLOW mask_research WHEN (ward = 10); ELSE MASK WITH (''?'')';
SELECT id, name FROM patient ORDER BY id;
SELECT id FROM patient WHERE name = 'Anna';
SELECT id FROM patient WHERE name = 'Alice';
SELECT id FROM patient WHERE tell(name) ORDER BY id;

RESET purpose.current;
\set VERBOSITY default
SET client_min_messages = warning;
DROP SCHEMA masked CASCADE;
RESET client_min_messages;
DROP ROLE regress_mask_owner, regress_mask_user;
DELETE FROM purpose.vocabulary WHERE name LIKE 'mask\_%';
