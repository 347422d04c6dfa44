--
-- Consent as real policies have it: each condition that doc/ and the README
-- speak of, as a label, against the rows it must open and those it must not.
-- Then how conditions are checked when they are given, what becomes of them
-- when what they name changes, who reads for their sub-selects, that a masked
-- table is planned like a view with the CASE written by hand, that kept plans
-- follow the consent, and purposes in row-level security.
--
-- sql/consent.sql has the semantics, value by value.
--
\set ECHO none
SET client_min_messages = warning;

DROP ROLE IF EXISTS consent_reader, consent_owner, consent_keeper;
CREATE ROLE consent_reader;
CREATE ROLE consent_owner;
CREATE ROLE consent_keeper;

SELECT plan(115);

INSERT INTO purpose.vocabulary (name, parent) VALUES
  ('service', NULL), ('delivery', 'service'), ('marketing', NULL), ('newsletter', 'marketing'), ('research', NULL);
SECURITY LABEL FOR purpose ON ROLE consent_reader IS 'DECLARE ANY';
SECURITY LABEL FOR purpose ON ROLE consent_owner IS 'DECLARE ANY';
SECURITY LABEL FOR purpose ON ROLE consent_keeper IS 'DECLARE ANY; ADMINISTER';

CREATE SCHEMA app;
GRANT USAGE ON SCHEMA app TO consent_reader;
GRANT USAGE, CREATE ON SCHEMA app TO consent_owner, consent_keeper;

CREATE TABLE app.customer (id int PRIMARY KEY, email text, born date, guardian int,
  agreed boolean, guardian_agreed boolean, collected_at timestamptz, created_at timestamptz, region text);
INSERT INTO app.customer VALUES
  (1, 'alice@example.com', '1980-02-03', NULL, true,  NULL,  '2025-01-01', now() - interval '1 year', 'eu'),
  (2, 'bob@example.com',   '1975-07-08', NULL, false, NULL,  '2023-01-01', now() - interval '8 years', 'us'),
  (3, 'cora@example.com',  now() - interval '9 years',  1, true, false, '2025-01-01', now() - interval '6 years', 'eu'),
  (4, 'dan@example.com',   now() - interval '12 years', 1, true, true,  '2023-01-01', NULL, NULL),
  (5, 'eve@example.com',   NULL, NULL, NULL, NULL, NULL, now() - interval '7 years' - interval '2 days', 'eu'),
  (6, NULL,                '1960-01-01', NULL, true, NULL, '2025-01-01', now(), 'eu');
CREATE TABLE app.consent (customer_id int, purpose text, given_at timestamptz DEFAULT now(), withdrawn_at timestamptz);
CREATE INDEX ON app.consent (customer_id, purpose);
INSERT INTO app.consent (customer_id, purpose, withdrawn_at) VALUES
  (1, 'marketing', NULL), (2, 'marketing', now()), (3, 'newsletter', NULL), (4, 'marketing', now()), (4, 'marketing', NULL);
ALTER TABLE app.customer OWNER TO consent_owner;
ALTER TABLE app.consent OWNER TO consent_keeper;
GRANT ALL ON app.customer TO consent_reader;

-- What a statement shows to a purpose: its rows, or the SQLSTATE.
CREATE FUNCTION seen(purpose text, statement text, who text DEFAULT 'consent_reader')
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  r record;
  result text;
BEGIN
  PERFORM set_config('purpose.current', purpose, true);
  PERFORM set_config('role', who, true);
  BEGIN
    FOR r IN EXECUTE statement LOOP
      result := concat_ws(' ', result, r::text);
    END LOOP;
    RAISE EXCEPTION USING ERRCODE = 'ZZ999';
  EXCEPTION
    WHEN SQLSTATE 'ZZ999' THEN NULL;
    WHEN OTHERS THEN result := SQLSTATE;
  END;
  PERFORM set_config('role', 'none', true);
  PERFORM set_config('purpose.current', '', true);
  RETURN result;
END $$;

-- The rows whose e-mail address marketing sees under a condition.
CREATE FUNCTION opened(condition text, purpose text DEFAULT 'marketing', otherwise text DEFAULT 'NULL') RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('SECURITY LABEL FOR purpose ON COLUMN app.customer.email IS %L',
    format('ALLOW service; ALLOW marketing WHEN (%s); ELSE %s', condition, otherwise));
  RETURN replace(replace(seen(purpose, 'SELECT id FROM app.customer WHERE email LIKE ''%@%'' ORDER BY id'), '(', ''), ')', '');
END $$;

-- ======== conditions of real policies =========================================

SELECT is(opened('agreed'), '1 3 4', 'a column of the row; NULL is not consent, and neither is consent to a NULL');
SELECT is(opened('agreed IS NOT FALSE'), '1 3 4 5', '... unless the condition says so itself');
SELECT is(opened('email LIKE ''%a@%'' OR born < ''1976-01-01'''), '2 3', 'restricted columns, the one in question included, are read raw');
SELECT is(opened('created_at > now() - interval ''7 years'''), '1 3', 'retention');
SELECT is(opened('agreed AND (born <= (now() AT TIME ZONE ''UTC'')::date - interval ''13 years'' OR guardian_agreed)'), '1 4',
          'children under 13, and their guardians');
SELECT is(opened('agreed AND (born <= (now() AT TIME ZONE ''UTC'')::date - interval ''13 years''
  OR (SELECT g.agreed FROM app.customer g WHERE g.id = customer.guardian) AND guardian_agreed)'), '1 4',
          '... by a sub-select on the same table');
SELECT is(opened('collected_at >= DATE ''2024-05-01'''), '1 3', 'the version of the policy at the time of collection');
SELECT is(opened('region IN (''us'') OR region = ANY (ARRAY[''uk'', ''us''])'), '2', 'where somebody lives');
SELECT is(opened('CASE region WHEN ''eu'' THEN agreed ELSE agreed IS DISTINCT FROM false END'), '1 3 4', 'opt-in here, opt-out there');
CREATE FUNCTION app.of_age(date) RETURNS boolean LANGUAGE sql STABLE
  RETURN $1 <= (now() AT TIME ZONE 'UTC')::date - interval '18 years';
SELECT is(opened('app.of_age(born) AND agreed'), '1', 'a function');
SELECT is(opened('agreed', 'newsletter'), '1 3 4', 'a purpose below the one that is named');
SELECT is(opened('agreed', 'service'), '1 2 3 4 5', 'a purpose without a condition');
SELECT is(opened('agreed', 'research'), NULL, 'a purpose that no ALLOW names');
SELECT is(opened('agreed', ''), NULL, 'no purpose');
SELECT is(opened('agreed', 'marketing', 'BLOCK'), '1 3 4', 'ELSE BLOCK: cells that are not open read as NULL');
SELECT is(opened('agreed', 'research', 'BLOCK'), '42501', '... and the statement is refused for purposes that no ALLOW names');
SELECT is(opened('agreed', 'marketing', 'MASK WITH (left(email, 1))'), '1 3 4', 'ELSE MASK');
SELECT is(seen('marketing', 'SELECT email FROM app.customer ORDER BY id'),
          '(alice@example.com) (b) (cora@example.com) (dan@example.com) (e) ()', '... is what the other rows show');

-- ======== sub-selects ========================================================

\set exists_consent 'EXISTS (SELECT FROM app.consent c WHERE c.customer_id = customer.id AND c.purpose = ''marketing'' AND c.withdrawn_at IS NULL)'
SELECT is(opened(:'exists_consent'), '42501', 'the owner of the labelled table must be able to read what a sub-select reads');
GRANT SELECT ON app.consent TO consent_owner;
SELECT is(opened(:'exists_consent'), '1 4', 'then the caller need not: consent in a table of its own');
SELECT is(seen('marketing', 'SELECT * FROM app.consent'), '42501', '... which stays closed to the caller');
SELECT is(opened('id IN (SELECT c.customer_id FROM app.consent c WHERE c.withdrawn_at IS NULL)'), '1 3 4', 'IN');
SELECT is(opened('NOT EXISTS (SELECT FROM app.consent c WHERE c.customer_id = customer.id AND c.withdrawn_at IS NOT NULL)'), '1 3 5', 'an objection: NOT EXISTS');
SELECT is(opened('(SELECT bool_or(c.withdrawn_at IS NULL) FROM app.consent c WHERE c.customer_id = customer.id)'), '1 3 4', 'a scalar');
SELECT is(opened('(SELECT c.withdrawn_at IS NULL FROM app.consent c WHERE c.customer_id = customer.id ORDER BY c.given_at DESC, c.withdrawn_at DESC LIMIT 1)'),
          '1 3 4', 'the latest word');
SELECT is(opened('EXISTS (SELECT FROM app.consent c WHERE c.customer_id = customer.id AND c.purpose = purpose.current())', 'newsletter'), '3',
          'consent to the very purpose that is declared');
SELECT is(opened('EXISTS (SELECT FROM app.consent c JOIN purpose.vocabulary v ON v.name = c.purpose WHERE c.customer_id = customer.id AND ''marketing'' IN (v.name, v.parent) AND c.withdrawn_at IS NULL)'),
          '1 3 4', 'a join, with the vocabulary for one');
SELECT is(opened('EXISTS (WITH RECURSIVE up AS (SELECT customer.guardian AS g UNION SELECT k.guardian FROM app.customer k JOIN up ON up.g = k.id) SELECT FROM up WHERE g = 1)'),
          '3 4', 'a recursive one');
CREATE VIEW app.valid_consent AS SELECT customer_id FROM app.consent WHERE withdrawn_at IS NULL AND purpose = 'marketing';
ALTER VIEW app.valid_consent OWNER TO consent_keeper;
GRANT SELECT ON app.valid_consent TO consent_owner;
SELECT is(opened('EXISTS (SELECT FROM app.valid_consent c WHERE c.customer_id = customer.id)'), '1 4', 'over a view');

-- Row security of the table that is read counts as in a view of the owner's.
ALTER TABLE app.consent ENABLE ROW LEVEL SECURITY;
SELECT is(opened(:'exists_consent'), NULL, 'row security of consents: without a policy for the owner, no row');
CREATE POLICY part ON app.consent TO consent_owner USING (customer_id = 4);
CREATE POLICY nothing ON app.consent TO consent_reader USING (false);
SELECT is(opened(:'exists_consent'), '4', '... with one, the owner''s rows, not the caller''s');
-- plans that are kept follow the policy of the other table, and its rows
SET plan_cache_mode = force_generic_plan;
SET purpose.current = 'marketing';
SET ROLE consent_reader;
PREPARE kept AS SELECT string_agg(id::text, ' ' ORDER BY id) AS ids FROM app.customer WHERE email LIKE '%@%';
EXECUTE kept \gset before_
RESET ROLE;
ALTER POLICY part ON app.consent USING (customer_id < 4);
SET ROLE consent_reader;
EXECUTE kept \gset policy_
RESET ROLE;
ALTER TABLE app.consent DISABLE ROW LEVEL SECURITY;
SET ROLE consent_reader;
EXECUTE kept \gset open_
RESET ROLE;
UPDATE app.consent SET withdrawn_at = now() WHERE customer_id = 1;
SET ROLE consent_reader;
EXECUTE kept \gset withdrawn_
RESET ROLE;
UPDATE app.consent SET withdrawn_at = NULL WHERE customer_id = 1;
REVOKE SELECT ON app.consent FROM consent_owner;
SELECT throws_ok('EXECUTE kept', '42501', 'permission denied for table consent', 'a kept plan, after the owner lost the right to read consents');
GRANT SELECT ON app.consent TO consent_owner;
SELECT is(ARRAY[:'before_ids', :'policy_ids', :'open_ids', :'withdrawn_ids'], '{4,1,1 4,4}',
          'a kept plan follows row security of the consents, and consent that is withdrawn');
DEALLOCATE kept;
RESET plan_cache_mode;
RESET purpose.current;

-- A consent table that is labelled itself is read raw by the condition, and by nobody else.
GRANT SELECT ON app.consent TO consent_reader;
SECURITY LABEL FOR purpose ON TABLE app.consent IS 'ALLOW service; ELSE NULL';
SELECT is(opened(:'exists_consent'), '1 4', 'a labelled table of consents is read raw by the condition');
SELECT is(seen('marketing', 'SELECT DISTINCT customer_id, purpose FROM app.consent'), '(,)', '... and masked for the query');
SECURITY LABEL FOR purpose ON TABLE app.consent IS 'ALLOW service; ELSE BLOCK';
SELECT is(opened(:'exists_consent'), '1 4', '... also if it is blocked');
SECURITY LABEL FOR purpose ON TABLE app.consent IS NULL;

-- Conditions on a table's label, and inherited ones, are read by the owner of
-- the table that has the label.
CREATE TABLE app.household (id int, phone text);
CREATE TABLE app.family (children int) INHERITS (app.household);
INSERT INTO app.family VALUES (1, '0301', 2), (2, '0302', 3);
ALTER TABLE app.household OWNER TO consent_owner;
ALTER TABLE app.family OWNER TO consent_keeper;
REVOKE ALL ON app.valid_consent FROM consent_keeper;
CREATE TABLE app.allowed AS SELECT 1 AS household;
GRANT SELECT ON app.allowed TO consent_owner;
GRANT SELECT ON app.household, app.family TO consent_reader;
SECURITY LABEL FOR purpose ON COLUMN app.household.phone IS
  'ALLOW marketing WHEN (EXISTS (SELECT FROM app.allowed a WHERE a.household = household.id)); ELSE NULL';
SELECT is(seen('marketing', 'SELECT id, phone FROM app.household ORDER BY id'), '(1,0301) (2,)', 'an inherited sub-select, through the parent');
SELECT is(seen('marketing', 'SELECT id, phone FROM app.family ORDER BY id'), '(1,0301) (2,)',
          '... and at the child: checked as the owner of the labelled table');
SECURITY LABEL FOR purpose ON COLUMN app.household.phone IS NULL;
CREATE TABLE app.big_family AS SELECT 3 AS children;
GRANT SELECT ON app.big_family TO consent_owner, consent_keeper;
SECURITY LABEL FOR purpose ON COLUMN app.family.phone IS
  'ALLOW marketing WHEN (EXISTS (SELECT FROM app.big_family b WHERE b.children = family.children)); ELSE NULL';
SELECT is(seen('marketing', 'SELECT id, phone FROM app.family ORDER BY id'), '(1,) (2,0302)', 'a child''s sub-select over a column that its parent lacks');
SELECT is(seen('marketing', 'SELECT id, phone FROM app.household ORDER BY id'), '(1,) (2,)', '... counts as false through the parent');
SECURITY LABEL FOR purpose ON COLUMN app.family.phone IS
  'ALLOW marketing WHEN (family.* IS NOT NULL); ELSE NULL';
SELECT is(seen('marketing', 'SELECT id, phone FROM app.household ORDER BY id'), '(1,) (2,)', '... as does one over the child''s whole row');

-- ======== checked when it is given ==========================================

CREATE FUNCTION refused(condition text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM opened(condition);
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  RETURN SQLSTATE;
END $$;
CREATE FUNCTION app.open_path(text) RETURNS boolean LANGUAGE plpgsql AS $$BEGIN RETURN true; END$$;
CREATE FUNCTION app.users_own(text) RETURNS boolean LANGUAGE sql RETURN true;
ALTER FUNCTION app.users_own(text) OWNER TO consent_owner;
CREATE TABLE consent_in_public (customer_id int);
SELECT is(refused(c), state, format('refused with %s: WHEN (%s)', state, c)) FROM (VALUES
  ('id', '42804'), ('email', '42804'), ('''maybe''', '22P02'), ('(SELECT 1)', '42804'), ('ROW(true)', '42804'),
  ('count(*) > 0', '42803'), ('bool_and(agreed)', '42803'), ('row_number() OVER () > 1', '42P20'),
  ('generate_series(1, 2) = 1', '0A000'), ('unnest(ARRAY[true])', '0A000'),
  ('nothing', '42703'), ('consent.customer_id = 1', '42P01'), ('$1', '42P02'),
  ('EXISTS (SELECT FROM consent_in_public)', '42P01'), ('of_age(born)', '42883'), ('app.no_function(born)', '42883'),
  ('app.open_path(email)', '42P17'), ('app.users_own(email)', '42P17'),
  ('', '42601'), ('agreed) OR (true', '42601'), ('agreed; DROP TABLE app.customer', '42601'),
  ('(SELECT customer_id, purpose FROM app.consent) IS NULL', '42601'), ('agreed = ', '42601'),
  ('EXISTS (DELETE FROM app.consent RETURNING 1)', '42601'), ('id = 1 FOR UPDATE', '42601')) AS v (c, state);
-- check_function_bodies = off: the syntax only
SET check_function_bodies = off;
SELECT is(refused('agreed ='), '42601', 'without check_function_bodies: syntax errors');
SELECT is(opened('nothing'), '42501', '... and nothing else is looked at; closed, not open');
SELECT is(opened('id'), '42501', '... nor types');
RESET check_function_bodies;
SELECT throws_ok($$SET LOCAL purpose.current = 'marketing'; SELECT email FROM app.customer$$, '42501',
  'label on column "email" of table "customer" is broken', 'the error names the label');
SELECT is(seen('marketing', 'SELECT id FROM app.customer WHERE id < 3'), '(1) (2)', '... of columns that are used');
SELECT is(seen('service', 'SELECT email FROM app.customer WHERE id = 1'), '(alice@example.com)',
          '... under purposes that ask it');

-- ======== what becomes of what it names =====================================

SELECT is(opened('agreed AND app.of_age(born) AND ' || :'exists_consent'), '1', 'a column, a function and a table');
CREATE FUNCTION told(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE statement;
  RAISE EXCEPTION USING ERRCODE = 'ZZ999';
EXCEPTION
  WHEN SQLSTATE 'ZZ999' THEN RETURN NULL;
  WHEN OTHERS THEN RETURN SQLSTATE;
END $$;
SELECT is(told(s), '2BP01', s) FROM unnest(ARRAY[
  'ALTER TABLE app.customer RENAME agreed TO opted_in',
  'ALTER TABLE app.customer DROP COLUMN agreed',
  'ALTER TABLE app.customer RENAME TO client',
  'ALTER TABLE app.consent RENAME TO agreement',
  'ALTER TABLE app.consent RENAME withdrawn_at TO ended_at',
  'ALTER TABLE app.consent DROP COLUMN withdrawn_at',
  'ALTER TABLE app.consent SET SCHEMA public',
  'ALTER FUNCTION app.of_age(date) RENAME TO grown_up',
  'ALTER FUNCTION app.of_age(date) SET SCHEMA public',
  'ALTER SCHEMA app RENAME TO post']) AS s;
SELECT is(told('ALTER TABLE app.customer RENAME region TO area'), NULL, 'other columns are renamed freely');
SELECT is(told('ALTER TABLE app.customer RENAME email TO mail'), NULL, 'and so is the column itself: its label goes with it');
-- dropped in spite of that, or of another type: closed
DROP FUNCTION app.of_age(date);
SELECT is(seen('marketing', 'SELECT email FROM app.customer'), '42501', 'a function that is gone closes the column');
CREATE FUNCTION app.of_age(date) RETURNS text LANGUAGE sql RETURN 'yes';
SELECT is(seen('marketing', 'SELECT email FROM app.customer'), '42501', '... as does one of another type');

-- ======== writing ===========================================================

SELECT is(opened('agreed'), '1 3 4', 'a plain condition again');
SELECT is(seen('marketing', s), '42501', s) FROM unnest(ARRAY[
  'UPDATE app.customer SET region = ''x'' WHERE email = ''alice@example.com'' RETURNING id',
  'UPDATE app.customer SET region = email RETURNING id',
  'UPDATE app.customer SET email = NULL WHERE agreed RETURNING id',
  'DELETE FROM app.customer WHERE email IS NULL RETURNING id',
  'INSERT INTO app.customer (id, region) SELECT id + 100, email FROM app.customer RETURNING id']) AS s;
SELECT is(seen('marketing', 'UPDATE app.customer SET agreed = true WHERE id = 2 RETURNING email'), '()',
          'an unlabelled consent column is written by whom GRANT lets, without showing in the same statement');
SECURITY LABEL FOR purpose ON COLUMN app.customer.agreed IS 'ALLOW service; ELSE NULL';
SELECT is(seen('marketing', 'UPDATE app.customer SET agreed = true WHERE id = 2 RETURNING id'), '42501',
          '... a labelled one is not');
SELECT is(seen('marketing', 'SELECT id FROM app.customer WHERE agreed'), NULL, '... nor read');
SELECT is(seen('marketing', 'SELECT id FROM app.customer WHERE email LIKE ''%@%'' ORDER BY id'), '(1) (3) (4)', '... but by the condition');
SECURITY LABEL FOR purpose ON COLUMN app.customer.agreed IS NULL;

-- ======== plans ==============================================================

-- The plan of a statement without the parts that name things.
CREATE FUNCTION plan_of(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  line text;
  result text := '';
BEGIN
  FOR line IN EXECUTE 'EXPLAIN ' || statement LOOP
    result := result || regexp_replace(line, '\ycustomer(_by_hand)?\.', '', 'g') || E'\n';
  END LOOP;
  RETURN result;
END $$;
CREATE INDEX customer_region ON app.customer (region);
INSERT INTO app.customer SELECT i, 'c' || i, NULL, NULL, i % 2 = 0, NULL, now(), now(), 'r' || i % 100 FROM generate_series(101, 5000) i;
ANALYZE app.customer, app.consent;
SELECT is(opened(:'exists_consent'), '1 4', 'the condition that costs most');
CREATE VIEW app.by_hand AS SELECT id,
  CASE WHEN EXISTS (SELECT FROM app.consent c WHERE c.customer_id = customer.id AND c.purpose = 'marketing' AND c.withdrawn_at IS NULL)
       THEN email ELSE NULL END AS email, born, region FROM app.customer;
SET purpose.current = 'marketing';
CREATE TABLE plans AS SELECT q, plan_of(format(q, 'app.customer')) AS masked FROM unnest(ARRAY[
  'SELECT id, email FROM %s WHERE id = 17', 'SELECT id, email FROM %s WHERE region = ''r7''',
  'SELECT id, region FROM %s WHERE region = ''r7''', 'SELECT count(*) FROM %s WHERE email LIKE ''c1%%''']) AS q;
RESET purpose.current;
SET purpose.current = 'service';
SELECT is(masked, plan_of(format(q, 'app.by_hand')), 'planned as by hand: ' || format(q, 'customer')) FROM plans;
SELECT is(plan_of('SELECT id, email FROM app.customer WHERE region = ''r7'''), p, 'an allowed purpose: planned as without labels')
  FROM (SELECT set_config('purpose.enforcement', 'off', false)) x,
       LATERAL plan_of('SELECT id, email FROM app.customer WHERE region = ''r7''') AS p,
       LATERAL (SELECT set_config('purpose.enforcement', 'on', false)) y;
RESET purpose.enforcement;
RESET purpose.current;

-- ======== row-level security ==================================================

CREATE TABLE app.parcel (id int PRIMARY KEY, recipient int);
INSERT INTO app.parcel SELECT i, i % 500 FROM generate_series(1, 20000) i;
CREATE INDEX ON app.parcel (recipient);
ANALYZE app.parcel;
GRANT SELECT ON app.parcel TO consent_reader;
ALTER TABLE app.parcel ENABLE ROW LEVEL SECURITY;
CREATE POLICY ours ON app.parcel TO consent_reader USING (purpose.complies('{service}', '{research}'));
SELECT is(seen('delivery', 'SELECT count(*) FROM app.parcel'), '(20000)', 'complies() in a policy: rows for a purpose below the one that is named');
SELECT is(seen('marketing', 'SELECT count(*) FROM app.parcel'), '(0)', '... none for another');
SELECT is(seen('', 'SELECT count(*) FROM app.parcel'), '(0)', '... nor without one');
SET purpose.current = 'delivery';
SET ROLE consent_reader;
SELECT matches(plan_of('SELECT * FROM app.parcel WHERE id = 77'), 'Index Scan using parcel_pkey.*Index Cond: \(id = 77\)',
  '... which leaves indexes to the query''s own conditions');
SELECT matches(plan_of('SELECT * FROM app.parcel WHERE recipient = 77'), 'Index Cond: \(recipient = 77\)', '... any of them');
RESET ROLE;
DROP POLICY ours ON app.parcel;
CREATE POLICY theirs ON app.parcel TO consent_reader USING (recipient = CASE WHEN purpose.complies('{service}') THEN 7 END);
CREATE TABLE app.log (purpose text, line text);
INSERT INTO app.log SELECT 'p' || i % 1000, 'line' FROM generate_series(1, 20000) i;
INSERT INTO app.log VALUES ('delivery', 'ours');
CREATE INDEX ON app.log (purpose);
ANALYZE app.log;
GRANT SELECT ON app.log TO consent_reader;
ALTER TABLE app.log ENABLE ROW LEVEL SECURITY;
CREATE POLICY theirs ON app.log TO consent_reader USING (purpose = purpose.current());
SET ROLE consent_reader;
SELECT matches(plan_of('SELECT * FROM app.parcel'), 'Index Cond: \(recipient = CASE WHEN (purpose\.)?complies', 'complies() can be what an index is asked for');
SELECT matches(plan_of('SELECT * FROM app.log'), 'Index Cond: \(purpose = (purpose\.)?"?current"?\(\)\)', 'and so can current()');
RESET ROLE;
RESET purpose.current;
SELECT is(seen('delivery', 'SELECT line FROM app.log'), '(ours)', 'current() in a policy');
SELECT ok(provolatile = 's' AND proparallel = 's', format('%s is stable and parallel safe', oid::regprocedure))
  FROM pg_proc WHERE oid IN ('purpose.current'::regproc, 'purpose.complies'::regproc) ORDER BY proname;
-- complies() quotes a purpose that it does not know, so it may not be asked before the policy
SELECT is(proleakproof, proname = 'current', format('leakproof where true: %s', proname))
  FROM pg_proc WHERE oid IN ('purpose.current'::regproc, 'purpose.complies'::regproc) ORDER BY proname;

SELECT * FROM finish();

DROP OWNED BY consent_reader, consent_owner, consent_keeper CASCADE;
DROP ROLE consent_reader, consent_owner, consent_keeper;
