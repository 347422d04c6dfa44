--
-- The vocabulary as it is read: a purpose when it is asked for, by the index.
-- What is remembered, that a name is missing included, must go with every
-- change: of this transaction, and back again when it is rolled back.  The
-- index may be missing, new, or damaged.
--
-- What changes in other sessions is in test/isolation/specs/lookup.spec.
--
\set ECHO none
SET client_min_messages = warning;
SET stats_fetch_consistency = none;

SELECT plan(46);

-- So many pages that it does not pay to read them all.
INSERT INTO purpose.vocabulary (name, parent, description)
SELECT 'p' || n, CASE WHEN n % 60 > 1 THEN 'p' || n - 1 END, repeat('why ', 200)
FROM generate_series(1, 600) n;
INSERT INTO purpose.vocabulary (name, parent) VALUES
  ('service', NULL), ('delivery', 'service'), ('marketing', NULL), ('newsletter', 'marketing');
CREATE TABLE t (a text, b text, c text);
SECURITY LABEL FOR purpose ON COLUMN t.a IS 'ALLOW service';
SECURITY LABEL FOR purpose ON COLUMN t.b IS 'DENY p1';
SECURITY LABEL FOR purpose ON COLUMN t.c IS 'ALLOW ANY; DENY p59';

CREATE FUNCTION ours() RETURNS bigint LANGUAGE sql AS
$$ SELECT sum(total_bytes)::bigint FROM pg_backend_memory_contexts WHERE name IN ('pg_purpose vocabulary', 'pg_purpose purposes') $$;
-- Scans of the table and of its key since this was asked last.
CREATE FUNCTION scans() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  before bigint[] := coalesce(nullif(current_setting('test.scans', true), ''), '{0,0}')::bigint[];
  now bigint[];
BEGIN
  -- What has been reported and what has not.
  SELECT array_agg(pg_stat_get_numscans(r) + pg_stat_get_xact_numscans(r) ORDER BY o) INTO now
  FROM unnest(ARRAY['purpose.vocabulary', 'purpose.vocabulary_pkey']::regclass[]) WITH ORDINALITY u (r, o);
  PERFORM set_config('test.scans', now::text, false);
  RETURN now[1] - before[1] || ' ' || now[2] - before[2];
END $$;
-- Nothing is known of the vocabulary any more.
CREATE FUNCTION forget() RETURNS void LANGUAGE sql AS
$$ UPDATE purpose.vocabulary SET contact = 'x' WHERE name = 'marketing' $$;

-- ======== one purpose =========================================================

SELECT forget();
SELECT current_setting('server_version_num')::int < 200000 AS counted
\gset
BEGIN;
SELECT scans();
SELECT is(purpose.verdict('t', 'a', 'delivery'), 'allow', 'a purpose below the listed one');
SELECT CASE WHEN :'counted' THEN is(scans(), '0 2', 'the purpose and what the label lists are looked up; the table is not scanned')
            ELSE skip('20 does not show these scans here') END;
SELECT is(purpose.verdict('t', 'a', 'delivery'), 'allow', 'the same again');
SELECT is(scans(), '0 0', '... is known');
SELECT throws_ok($$SELECT purpose.verdict('t', 'a', 'nothing')$$, '42704', NULL, 'a name that is not there');
SELECT CASE WHEN :'counted' THEN is(scans(), '0 1', '... is looked up')
            ELSE skip('20 does not show these scans here') END;
SELECT throws_ok($$SELECT purpose.verdict('t', 'a', 'nothing')$$, '42704', NULL, '... and is known to be missing');
SELECT is(scans(), '0 0', '... without another look');
COMMIT;
SELECT cmp_ok(ours(), '<', 32768::bigint, 'only what was asked for is in memory');

SELECT is(purpose.verdict('t', 'b', 'p58'), 'block', 'an ancestor far above is prohibited');
SELECT is(purpose.verdict('t', 'b', 'p61'), 'allow', 'that of another tree is not');
SELECT is(purpose.verdict('t', 'c', 'p1'), 'block', 'a descendant far below is prohibited');
SELECT throws_ok(format('SELECT purpose.verdict(''t'', ''a'', %L)', repeat('x', 64)), '42704', NULL, 'a name that is too long');
SELECT throws_ok($$SELECT purpose.verdict('t', 'a', '')$$, '42704', NULL, 'no name');
SELECT throws_ok($$SELECT purpose.verdict('t', 'a', 'Service')$$, '42704', NULL, 'another spelling');

-- ======== many ================================================================

SELECT forget();
DO $$ BEGIN
  FOR i IN 1 .. 20000 LOOP
    BEGIN
      PERFORM set_config('purpose.current', 'garbage' || i, false);
    EXCEPTION WHEN invalid_parameter_value THEN NULL;
    END;
  END LOOP;
END $$;
SELECT cmp_ok(ours(), '<', 400000::bigint, 'names that are missing do not fill the memory');
SELECT is(purpose.verdict('t', 'a', 'delivery'), 'allow', '... nor hide others');
SELECT forget();
SELECT is((SELECT count(*) FROM generate_series(1, 600) n WHERE purpose.verdict('t', 'b', 'p' || n) = 'block'), 59::bigint,
          'all purposes, some by the index, the rest read at once');

-- ======== changes =============================================================

SELECT throws_ok($$SET purpose.current = 'fresh'$$, '22023', NULL, 'a purpose that is not there yet');
INSERT INTO purpose.vocabulary (name, parent) VALUES ('fresh', 'delivery');
SELECT is(purpose.verdict('t', 'a', 'fresh'), 'allow', '... is there once it is inserted');
SELECT lives_ok($$SET purpose.current = 'fresh'$$, '... and can be declared');
UPDATE purpose.vocabulary SET name = 'stale' WHERE name = 'fresh';
SELECT is(purpose.current(), NULL, 'renamed: nobody may act for the old name');
SELECT throws_ok($$SELECT purpose.verdict('t', 'a', 'fresh')$$, '42704', NULL, '... which is gone');
SELECT is(purpose.verdict('t', 'a', 'stale'), 'allow', '... the new one has its place');
RESET purpose.current;
DELETE FROM purpose.vocabulary WHERE name = 'stale';
SELECT throws_ok($$SELECT purpose.verdict('t', 'a', 'stale')$$, '42704', NULL, '... and goes');

BEGIN;
UPDATE purpose.vocabulary SET parent = 'service' WHERE name = 'marketing';
SELECT is(purpose.verdict('t', 'a', 'newsletter'), 'allow', 'a parent of the transaction''s own');
SAVEPOINT s;
UPDATE purpose.vocabulary SET parent = 'p1' WHERE name = 'marketing';
INSERT INTO purpose.vocabulary (name, parent) VALUES ('passing', 'service');
SELECT is(concat_ws(' ', purpose.verdict('t', 'a', 'newsletter'), purpose.verdict('t', 'b', 'newsletter'),
                    purpose.verdict('t', 'a', 'passing')), 'block block allow', '... and of its subtransaction');
ROLLBACK TO s;
SELECT is(concat_ws(' ', purpose.verdict('t', 'a', 'newsletter'), purpose.verdict('t', 'b', 'newsletter')),
          'allow allow', '... which is rolled back');
SELECT throws_ok($$SELECT purpose.verdict('t', 'a', 'passing')$$, '42704', NULL, '... with what it inserted');
ROLLBACK;
SELECT is(purpose.verdict('t', 'a', 'newsletter'), 'block', '... and the transaction too');

-- ======== the index ===========================================================

BEGIN;
ALTER TABLE purpose.vocabulary DROP CONSTRAINT vocabulary_pkey;
SELECT is(concat_ws(' ', purpose.verdict('t', 'a', 'delivery'), purpose.verdict('t', 'b', 'p58'), purpose.verdict('t', 'b', 'p61')),
          'allow block allow', 'without the index, the table is read');
SELECT throws_ok($$SELECT purpose.verdict('t', 'a', 'nothing')$$, '42704', NULL, '... and what is missing is');
ROLLBACK;
REINDEX TABLE purpose.vocabulary;
SELECT is(concat_ws(' ', purpose.verdict('t', 'a', 'delivery'), purpose.verdict('t', 'b', 'p58')),
          'allow block', 'with a new index');
REINDEX TABLE CONCURRENTLY purpose.vocabulary;
SELECT is(concat_ws(' ', purpose.verdict('t', 'a', 'delivery'), purpose.verdict('t', 'b', 'p58')),
          'allow block', '... and one that was made concurrently');
BEGIN;
ALTER TABLE purpose.vocabulary DROP CONSTRAINT vocabulary_pkey;
ALTER TABLE purpose.vocabulary ADD CONSTRAINT another PRIMARY KEY (name, requires_justification);
SELECT is(concat_ws(' ', purpose.verdict('t', 'a', 'delivery'), purpose.verdict('t', 'b', 'p58')),
          'allow block', 'with a key of more columns');
ALTER TABLE purpose.vocabulary DROP CONSTRAINT another;
ALTER TABLE purpose.vocabulary ADD PRIMARY KEY (requires_justification, name);
SELECT is(concat_ws(' ', purpose.verdict('t', 'a', 'delivery'), purpose.verdict('t', 'b', 'p58')),
          'allow block', '... of which the name is not the first');
ROLLBACK;
SELECT count(*) > 0 AS icu FROM pg_collation WHERE collname = 'und-x-icu'
\gset
\if :icu
BEGIN;
CREATE COLLATION spelling (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
ALTER TABLE purpose.vocabulary ALTER name TYPE text COLLATE spelling;
SELECT is(purpose.verdict('t', 'a', 'delivery'), 'allow', 'with a collation for which spellings are the same');
SELECT throws_ok($$SELECT purpose.verdict('t', 'a', 'Delivery')$$, '42704', NULL, '... which are not for us');
ROLLBACK;
\else
SELECT skip('built without ICU', 2);
\endif

-- The index lacks a purpose, as one may that is sorted by another version of
-- a collation.
ALTER TABLE purpose.vocabulary DISABLE TRIGGER vocabulary_row;
UPDATE pg_index SET indisready = false WHERE indexrelid = 'purpose.vocabulary_pkey'::regclass;
INSERT INTO purpose.vocabulary (name, parent) VALUES ('lost', 'p1');
UPDATE pg_index SET indisready = true WHERE indexrelid = 'purpose.vocabulary_pkey'::regclass;
INSERT INTO purpose.vocabulary (name, parent) VALUES ('found', 'lost');
ALTER TABLE purpose.vocabulary ENABLE ALWAYS TRIGGER vocabulary_row;
SELECT forget();
SELECT throws_ok($$SELECT purpose.verdict('t', 'b', 'lost')$$, '42704', NULL, 'what a damaged index lacks cannot be used');
SELECT is(purpose.verdict('t', 'b', 'found'), 'block', '... but what is prohibited above it still is');
REINDEX TABLE purpose.vocabulary;
SELECT is(purpose.verdict('t', 'b', 'lost'), 'block', 'repaired');

-- ======== the extension =======================================================

DROP EXTENSION pg_purpose CASCADE;
SELECT throws_ok($$SET purpose.current = 'delivery'$$, '22023', NULL, 'without the extension there is no purpose');
CREATE SCHEMA IF NOT EXISTS purpose;
CREATE TABLE purpose.vocabulary (name text PRIMARY KEY, parent text, description text, requires_justification boolean);
INSERT INTO purpose.vocabulary VALUES ('delivery');
SELECT throws_ok($$SET purpose.current = 'delivery'$$, '22023', NULL, '... in a table of its name neither, not even a superuser''s');
SET check_function_bodies = off;
CREATE OR REPLACE FUNCTION purpose.vocabulary_before() RETURNS trigger LANGUAGE plpgsql AS 'purpose_vocabulary_before';
RESET check_function_bodies;
CREATE TRIGGER vocabulary_before BEFORE DELETE ON purpose.vocabulary FOR EACH STATEMENT EXECUTE FUNCTION purpose.vocabulary_before();
SELECT throws_ok($$SET purpose.current = 'delivery'$$, '22023', NULL, '... nor with a trigger that looks like ours');
DROP SCHEMA purpose CASCADE;
CREATE EXTENSION pg_purpose;
INSERT INTO purpose.vocabulary (name) VALUES ('delivery');
BEGIN;
CREATE ROLE vocabulary_owner;
GRANT USAGE ON SCHEMA purpose TO vocabulary_owner;
ALTER TABLE purpose.vocabulary OWNER TO vocabulary_owner;
SELECT lives_ok($$SET purpose.current = 'delivery'$$, 'with it there is, whoever owns its table');
ROLLBACK;
RESET purpose.current;
SELECT lives_ok($$SET purpose.current = 'delivery'$$, '... and with its own');

SELECT * FROM finish();
