--
-- Values on a journey: rows that move, are archived, copied out and in, or
-- replaced while a purpose sees masks.  Each journey either arrives with the
-- values as they were, or is refused and leaves everything in place.  The data
-- is compared before and after, as somebody who sees all of it.
--
\set ECHO none
SET client_min_messages = error;

BEGIN;
SELECT plan(33);

INSERT INTO purpose.vocabulary (name) VALUES ('care'), ('research'), ('survey');
CREATE SCHEMA j;
CREATE TABLE j.visit (id int, year int, agreed boolean, name text, note text, PRIMARY KEY (id, year))
  PARTITION BY LIST (year);
CREATE TABLE j.visit_1 PARTITION OF j.visit FOR VALUES IN (1);
CREATE TABLE j.visit_2 (note text, name text, id int NOT NULL, agreed boolean, year int NOT NULL);
ALTER TABLE j.visit ATTACH PARTITION j.visit_2 FOR VALUES IN (2);
CREATE TABLE j.archive (LIKE j.visit);
CREATE TABLE j.twin (id int PRIMARY KEY, name text, note text);
INSERT INTO j.visit SELECT i, 1 + i % 2, i % 3 = 0, 'name ' || i, 'note ' || i FROM generate_series(1, 12) AS i;
INSERT INTO j.twin SELECT id, name, note FROM j.visit;
SECURITY LABEL FOR purpose ON COLUMN j.visit.name IS
  'ALLOW care; ALLOW survey WHEN (agreed); ELSE MASK WITH (left(name, 1))';
SECURITY LABEL FOR purpose ON COLUMN j.twin.name IS 'ALLOW care; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN j.archive.name IS 'ALLOW care; ELSE MASK WITH (left(name, 1))';

-- All that there is, as who may see it.
CREATE FUNCTION all_of(relation text) RETURNS text LANGUAGE plpgsql SET purpose.current = 'care' AS $$
DECLARE result text;
BEGIN
  EXECUTE format('SELECT string_agg(t::text, '' '' ORDER BY id) FROM (SELECT id, name, note FROM %s) AS t', relation) INTO result;
  RETURN coalesce(result, '(nothing)');
END $$;
CREATE TABLE before AS SELECT all_of('j.visit') AS visit, all_of('j.twin') AS twin;

-- Under a purpose: does the statement run, and how many rows does it reach?
CREATE FUNCTION tried(p text, statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE n bigint;
BEGIN
  PERFORM set_config('purpose.current', p, true);
  EXECUTE statement;
  GET DIAGNOSTICS n = ROW_COUNT;
  PERFORM set_config('purpose.current', '', true);
  RETURN n;
EXCEPTION WHEN insufficient_privilege THEN
  RETURN 'refused';
END $$;
CREATE FUNCTION unchanged(what text) RETURNS text LANGUAGE sql AS $$
  SELECT is(all_of('j.visit') || all_of('j.twin'), (SELECT visit || twin FROM before), what || ': nothing is lost') $$;

-- Rows that move between partitions, with other column numbers, too.
SELECT is(tried('research', 'UPDATE j.visit SET year = 3 - year'), '12', 'rows change places');
SELECT unchanged('under a mask');
SELECT is((SELECT count(*) FROM j.visit_2), 6::bigint, 'all of them');
SELECT is(tried('survey', 'UPDATE j.visit SET year = 3 - year WHERE id < 7'), '6', 'under a condition');
SELECT unchanged('under a condition');
SELECT is(tried('', 'UPDATE j.visit SET year = 1'), '12', 'without a purpose');
SELECT unchanged('without one');
SELECT is(tried('research', 'UPDATE j.visit SET year = 2 WHERE name < ''nb'''), 'refused', 'not by a masked value');
SELECT is(tried('survey', 'UPDATE j.visit SET year = 2, name = name'), 'refused', 'nor with a value that is not seen');
SELECT unchanged('refused');

-- Archive and delete.
SELECT is(tried('research', 'WITH gone AS (DELETE FROM j.visit WHERE id > 6 RETURNING *) INSERT INTO j.archive SELECT * FROM gone'), 'refused',
  'archive and delete, of masks');
SELECT is(tried('survey', 'WITH gone AS (DELETE FROM j.visit WHERE id > 6 RETURNING *) INSERT INTO j.archive SELECT * FROM gone'), 'refused',
  'of conditional values');
SELECT unchanged('refused');
SELECT is(all_of('j.archive'), '(nothing)', 'and nothing has arrived');
SAVEPOINT s;
SELECT is(tried('care', 'WITH gone AS (DELETE FROM j.visit WHERE id > 6 RETURNING *) INSERT INTO j.archive SELECT * FROM gone'), '6',
  'of values');
SELECT is(all_of('(SELECT id, name, note FROM j.visit UNION ALL SELECT id, name, note FROM j.archive) AS u'),
  (SELECT visit FROM before), 'which are the same on both sides');
ROLLBACK TO s;

-- Upserts and MERGE from a table to its twin.
SELECT is(tried('research', 'INSERT INTO j.twin SELECT id, name, note FROM j.visit ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name'), 'refused',
  'an upsert of masks');
SELECT is(tried('research', 'INSERT INTO j.twin SELECT id, ''new'', note FROM j.visit ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name'), 'refused',
  'over what is not seen');
SELECT is(tried('research', 'MERGE INTO j.twin USING j.visit ON twin.id = visit.id WHEN MATCHED THEN UPDATE SET note = visit.name'), 'refused',
  'MERGE of masks');
SELECT is(tried('research', 'MERGE INTO j.twin USING j.visit ON twin.name = visit.note WHEN NOT MATCHED THEN INSERT (id) VALUES (visit.id + 100)'), 'refused',
  'MERGE by masks');
SELECT unchanged('refused');
SELECT is(tried('research', 'MERGE INTO j.twin USING j.visit ON twin.id = visit.id WHEN MATCHED THEN UPDATE SET note = visit.note'), '12',
  'MERGE of open columns');
SELECT unchanged('done');
SELECT is(tried('research', 'INSERT INTO j.twin SELECT id, ''new'', note FROM j.visit ON CONFLICT (id) DO UPDATE SET note = EXCLUDED.note'), '12',
  'an upsert of open columns');
SELECT unchanged('done');

-- Out and in: masks come out, and go in only as new rows.
CREATE FUNCTION file() RETURNS text LANGUAGE sql AS $$SELECT current_setting('data_directory') || '/journeys.copy'$$;
SELECT is(tried('research', format('COPY j.twin TO %L', file())), '12', 'COPY out');
CREATE TEMP TABLE came (id int, name text, note text);
SELECT is(tried('research', format('COPY came FROM %L', file())), '12', 'COPY in');
SELECT is((SELECT count(name) FROM came), 0::bigint, 'of what was seen');
SELECT throws_ok(format('COPY j.twin FROM %L', file()), '23505', NULL, 'not over the rows that are there');
SELECT unchanged('COPY');
SELECT is(tried('care', format('COPY j.twin TO %L', file())), '12', 'COPY out, of values');
TRUNCATE j.twin;
SELECT is(tried('research', format('COPY j.twin FROM %L', file())), '12', 'and in, whoever does it');
SELECT unchanged('COPY of values');

SELECT * FROM finish();
ROLLBACK;
