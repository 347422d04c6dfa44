--
-- What the expressions of labels name must be in trusted hands, and what they
-- compute must not depend on settings of the session.
--
-- Both are asked when a label is given, and when it is used, since owners
-- change, and since a dump restores labels without a look at them.  Attacks that
-- this closes are in test/attacks/labels and test/attacks/conditions.
--
\set ECHO none
SET client_min_messages = warning;

BEGIN;
SELECT plan(162);

CREATE ROLE trust_owner;		-- of the labelled table
CREATE ROLE trust_member IN ROLE trust_owner;
CREATE ROLE trust_officer;		-- may administer purposes
CREATE ROLE trust_other;
INSERT INTO purpose.vocabulary (name) VALUES ('service'), ('research');
SECURITY LABEL FOR purpose ON ROLE trust_officer IS 'ADMINISTER';
CREATE SCHEMA t;
GRANT USAGE, CREATE ON SCHEMA t TO trust_owner, trust_member, trust_officer, trust_other;

CREATE TABLE t.customer (id int, v text, d date, ts timestamp, tz timestamptz, tt timetz, i interval,
  n numeric, b bytea, j jsonb, m money, c boolean, x text);
INSERT INTO t.customer VALUES (1, 'value', '2020-03-04', '2020-03-04 05:06:07', '2020-03-04 05:06:07+00',
  '05:06:07+00', '1 day', 1.5, '\x00', '{}', '1', true, 'raw');
ALTER TABLE t.customer OWNER TO trust_owner;

-- The SQLSTATE of giving a label, or "ok".
CREATE FUNCTION given(expression text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('SECURITY LABEL FOR purpose ON COLUMN t.customer.x IS %L', 'ALLOW service; ELSE MASK WITH (' || expression || ')');
  RETURN 'ok';
EXCEPTION WHEN OTHERS THEN
  RETURN SQLSTATE;
END $$;

-- What the column reads as with a mask that was restored, without a look at it.
CREATE FUNCTION used(expression text DEFAULT NULL) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  result text;
BEGIN
  IF expression IS NOT NULL THEN
    SET LOCAL check_function_bodies = off;
    EXECUTE format('SECURITY LABEL FOR purpose ON COLUMN t.customer.x IS %L', 'ALLOW service; ELSE MASK WITH (' || expression || ')');
    RESET check_function_bodies;
  END IF;
  SET LOCAL purpose.current = 'research';
  BEGIN
    SELECT x INTO result FROM t.customer;
  EXCEPTION WHEN OTHERS THEN
    result := SQLSTATE;
  END;
  RESET purpose.current;
  RETURN result;
END $$;

-- ======== owners ============================================================

-- An object of each kind; who must own it.
CREATE TABLE t.a_table (id int, v text);
INSERT INTO t.a_table VALUES (1, 'of table');
CREATE VIEW t.a_view AS SELECT 1 AS id, 'of view'::text AS v;
CREATE MATERIALIZED VIEW t.a_matview AS SELECT 1 AS id, 'of matview'::text AS v;
CREATE TYPE t.an_enum AS ENUM ('value', 'other');
CREATE DOMAIN t.a_domain AS text;
CREATE DOMAIN t.domain_on_domain AS t.a_domain;
CREATE TYPE t.a_pair AS (one int, two t.a_domain);
CREATE FUNCTION t.a_function(text) RETURNS text LANGUAGE sql IMMUTABLE RETURN $1;
CREATE FUNCTION t.same(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN $1 = $2;
CREATE OPERATOR t.=== (FUNCTION = t.same, LEFTARG = text, RIGHTARG = text);
CREATE FUNCTION t.step(text, text) RETURNS text LANGUAGE sql IMMUTABLE RETURN $2;
CREATE AGGREGATE t.an_aggregate(text) (SFUNC = t.step, STYPE = text);
CREATE COLLATION t.a_collation FROM "C";
CREATE FUNCTION t.with_body(s text) RETURNS text RETURN t.a_function(s);

CREATE TABLE owned (object text, expression text, result text, table_owner_will_do boolean);
INSERT INTO owned VALUES
  ('TABLE t.a_table', '(SELECT a.v FROM t.a_table a WHERE a.id = customer.id)', 'of table', true),
  ('MATERIALIZED VIEW t.a_matview', '(SELECT a.v FROM t.a_matview a WHERE a.id = customer.id)', 'of matview', true),
  ('VIEW t.a_view', '(SELECT a.v FROM t.a_view a WHERE a.id = customer.id)', 'of view', false),
  ('TYPE t.an_enum', 'v::t.an_enum', 'value', true),
  ('DOMAIN t.a_domain', 'v::t.a_domain', 'value', false),
  ('DOMAIN t.a_domain', 'v::t.domain_on_domain', 'value', false),
  ('DOMAIN t.a_domain', '(''{'' || v || ''}'')::t.a_domain[]', '{value}', false),
  ('DOMAIN t.a_domain', '(''(1,'' || v || '')'')::t.a_pair', '(1,value)', false),
  ('FUNCTION t.a_function', 't.a_function(v)', 'value', false),
  ('FUNCTION t.a_function', 't.with_body(v)', 'value', false),
  ('COLLATION t.a_collation', '(v COLLATE t.a_collation)', 'value', false),
  ('FUNCTION t.same', '(v OPERATOR(t.===) v)::text', 'true', false),
  ('OPERATOR t.=== (text, text)', '(v OPERATOR(t.===) v)::text', 'true', false),
  ('FUNCTION t.step', '(SELECT t.an_aggregate(a.id || customer.v) FROM t.a_table a)', '1value', false),
  ('AGGREGATE t.an_aggregate(text)', '(SELECT t.an_aggregate(a.id || customer.v) FROM t.a_table a)', '1value', false);

CREATE FUNCTION try_owner(object text, owner name, expression text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  result text;
BEGIN
  EXECUTE format('ALTER %s OWNER TO %I', object, owner);
  GRANT SELECT ON ALL TABLES IN SCHEMA t TO trust_owner;
  result := concat_ws(' ', given(expression), used(expression));
  EXECUTE format('ALTER %s OWNER TO trust_officer', object);
  RETURN result;
END $$;
SELECT is(try_owner(object, 'trust_other', expression), '42P17 42501', format('%s, of somebody else: %s', object, expression))
  FROM owned;
SELECT is(try_owner(object, 'trust_owner', expression),
          CASE WHEN table_owner_will_do THEN 'ok ' || result ELSE '42P17 42501' END,
          format('%s, of the table''s owner: %s', object, expression))
  FROM owned;
SELECT is(try_owner(object, 'trust_officer', expression), 'ok ' || result, format('%s, of an administrator: %s', object, expression))
  FROM owned;
SELECT is(try_owner('TABLE t.a_table', 'trust_member', '(SELECT a.v FROM t.a_table a)'), 'ok of table',
          'a member of the owner may do what the owner may');
GRANT SELECT ON t.a_table TO trust_owner;

-- It is asked anew when an owner changes, and when a role loses ADMINISTER.
SELECT is(used('v::t.a_domain'), 'value', 'a domain of an administrator');
SECURITY LABEL FOR purpose ON ROLE trust_officer IS NULL;
SELECT is(used(), '42501', '... who is none any more');
SECURITY LABEL FOR purpose ON ROLE trust_officer IS 'ADMINISTER';
SELECT is(used(), 'value', '... and is one again');
ALTER DOMAIN t.a_domain OWNER TO trust_other;
SELECT is(used(), '42501', '... and of somebody else');
ALTER DOMAIN t.a_domain OWNER TO trust_officer;
CREATE FUNCTION t.open(text) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN RETURN true; END';
SELECT is(used(), 'value', '... and of the administrator again');
ALTER DOMAIN t.a_domain ADD CHECK (t.open(VALUE));
SELECT is(used(), '42501', '... with a constraint that calls an open function');
DROP FUNCTION t.open CASCADE;
SELECT is(used('(SELECT a.v FROM t.a_table a WHERE a.id = customer.id)'), 'of table', 'a table');
ALTER TABLE t.a_table OWNER TO trust_other;
SELECT is(used(), '42501', '... of somebody else');
ALTER TABLE t.customer OWNER TO trust_other;
SELECT is(used(), 'of table', '... who owns the labelled table, too');
ALTER TABLE t.customer OWNER TO trust_owner;
ALTER TABLE t.a_table OWNER TO trust_owner;

-- A plan that is kept follows.
SET plan_cache_mode = force_generic_plan;
SET purpose.current = 'research';
PREPARE kept AS SELECT x FROM t.customer;
SELECT results_eq('kept', ARRAY['of table'], 'a plan that is kept');
ALTER TABLE t.a_table OWNER TO trust_other;
SELECT throws_ok('EXECUTE kept', '42501', 'label on column "x" of table "customer" is broken', '... after a change of owner');
ALTER TABLE t.a_table OWNER TO trust_owner;
RESET purpose.current;

-- Constants hand nothing on; nor does the conversion of a mask to the column's type.
ALTER DOMAIN t.a_domain OWNER TO trust_owner;
ALTER TABLE t.customer ADD COLUMN code t.a_domain DEFAULT 'code';
SELECT is(given('CASE WHEN code = ''code'' THEN code ELSE ''other'' END'), 'ok', 'a constant of a domain');
SELECT lives_ok($$SECURITY LABEL FOR purpose ON COLUMN t.customer.code IS 'ALLOW service; ELSE MASK WITH (left(code, 1))'$$,
                'a mask of a column of a domain');

-- A path without pg_temp begins with it, and a table of the caller's would be found first.
CREATE FUNCTION t.temporary(text) RETURNS text LANGUAGE plpgsql SET search_path = t AS 'BEGIN RETURN $1; END';
SELECT is(given('t.temporary(v)'), '42P17', 'a function without pg_temp in its path');
ALTER FUNCTION t.temporary SET search_path = pg_temp, t;
SELECT is(given('t.temporary(v)'), '42P17', '... with pg_temp in front');
ALTER FUNCTION t.temporary SET search_path = '';
SELECT is(given('t.temporary(v)'), '42P17', '... with nothing else');
ALTER FUNCTION t.temporary SET search_path = t, pg_temp;
SELECT is(given('t.temporary(v)'), 'ok', '... at the end');

-- The negator and commutator that an operator has are called in its place.
CREATE FUNCTION t.differ(text, text) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN RETURN $1 <> $2; END';
CREATE OPERATOR t.!== (FUNCTION = t.differ, LEFTARG = text, RIGHTARG = text, NEGATOR = OPERATOR(t.====));
CREATE OPERATOR t.==== (FUNCTION = t.same, LEFTARG = text, RIGHTARG = text, NEGATOR = OPERATOR(t.!==));
SELECT is(given('(NOT v OPERATOR(t.====) ''x'')::text'), '42P17', 'an operator whose negator calls an open function');

-- Row security that reads other tables is the owner's code as well.
ALTER TABLE t.a_table ENABLE ROW LEVEL SECURITY;
ALTER TABLE t.a_table FORCE ROW LEVEL SECURITY;
CREATE POLICY plain ON t.a_table USING (id < 5);
SELECT is(used('(SELECT a.v FROM t.a_table a WHERE a.id = customer.id)'), 'of table', 'row security by the columns of the table');
CREATE POLICY reading ON t.a_table USING (EXISTS (SELECT FROM t.customer));
SELECT is(used(), '42501', '... that reads another');
ALTER TABLE t.a_table OWNER TO trust_officer;
GRANT SELECT ON t.customer TO trust_officer;
GRANT SELECT ON t.a_table TO trust_owner;
SELECT is(used(), 'of table', '... of an administrator''s');
ALTER TABLE t.a_table DISABLE ROW LEVEL SECURITY;

-- ======== columns of outer queries ===========================================

SELECT is(given('(SELECT max(a.v) FROM t.a_table a WHERE a.id = customer.id)'), 'ok', 'with the name of its table');
SELECT is(given('(SELECT max(a.v) FROM t.a_table a WHERE a.id = n)'), '42702', '... and without');
SELECT is(used('(SELECT max(a.v) FROM t.a_table a WHERE a.id = n)'), '42501', '... restored');
SELECT is(given('(SELECT max(a.v) FROM t.a_table a WHERE customer IS NOT NULL)'), '42702', 'a whole row without an asterisk');
SELECT is(given('(SELECT max(a.v) FROM t.a_table a WHERE customer.* IS NOT NULL)'), 'ok', '... and with one');
SELECT is(given('(SELECT v FROM t.a_table ORDER BY id LIMIT 1)'), 'ok', 'columns of the sub-select''s own');

-- ======== settings ==========================================================

-- What these give is the same under all settings; some are given another form.
CREATE FUNCTION under(expression text, VARIADIC settings text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  s text;
  result text;
BEGIN
  FOREACH s IN ARRAY settings LOOP
    PERFORM set_config(split_part(s, '=', 1), split_part(s, '=', 2), true);
  END LOOP;
  result := used(expression);
  RESET timezone; RESET datestyle; RESET intervalstyle; RESET bytea_output; RESET search_path;
  RETURN result;
END $$;
SELECT is(under(e, 'timezone=<UTC>-167', 'datestyle=German', 'intervalstyle=iso_8601', 'bytea_output=escape'), result, e)
  FROM (VALUES
  ('(d <= ts)::text', 'true'),
  ('(tz >= d)::text', 'true'),
  ('(tz = ts)::text', 'true'),
  ('(tz - interval ''1 month'' = ''2020-02-04 05:06:07+00'')::text', 'true'),
  ('(interval ''1 month'' + tz = ''2020-04-04 05:06:07+00'')::text', 'true'),
  ('(tz::date = ''2020-03-04'')::text', 'true'),
  ('(tz::time = ''05:06:07'')::text', 'true'),
  ('(ts::timestamptz = ''2020-03-04 05:06:07+00'')::text', 'true'),
  ('(d::timestamptz = ''2020-03-04 00:00:00+00'')::text', 'true'),
  ('to_char(tz, ''YYYY-MM-DD HH24:MI'')', '2020-03-04 05:06'),
  ('to_char(d, ''YYYY-MM-DD'')', '2020-03-04'),
  ('to_char(tz AT TIME ZONE ''UTC'', ''HH24'')', '05'),
  ('extract(hour FROM tz)::text', '5'),
  ('date_part(''day'', tz)::int::text', '4'),
  ('to_char(date_trunc(''month'', tz), ''YYYY-MM-DD'')', '2020-03-01'),
  ('to_char(date_trunc(''month'', d), ''YYYY-MM-DD'')', '2020-03-01'),
  ('extract(day FROM age(tz, ''2020-03-01 00:00+00''))::text', '3'),
  ('(current_date = (now() AT TIME ZONE ''UTC'')::date)::text', 'true'),
  ('(localtimestamp = now() AT TIME ZONE ''UTC'')::text', 'true'),
  ('(localtime(0) = (now() AT TIME ZONE ''UTC'')::time(0))::text', 'true'),
  ('(age(d) = age(current_date::timestamp, d))::text', 'true'),
  ('(tz < current_timestamp)::text', 'true'),
  ('(nullif(tz, d) = tz)::text', 'true'),
  ('(tz IS DISTINCT FROM ts)::text', 'false'),
  ('v || id || n', 'value11.5'),
  ('concat(left(v, 1), ''-'', id)', 'v-1'),
  ('format(''%s...'', left(v, 2))', 'va...'),
  ('jsonb_build_object(''a'', id)::text', '{"a": 1}'),
  ('to_char(n, ''FM009'')', '002'),
  ('encode(sha256(convert_to(v, ''UTF8'')), ''hex'')', encode(sha256('value'), 'hex')),
  ('encode(b, ''hex'')', '00')) AS v (e, result);

-- These depend on settings, and nothing can be put in their place.
SELECT is(concat_ws(' ', given(e), used(e)), '42P17 42501', e) FROM unnest(ARRAY[
  'd::text', 'd', 'tz::text', 'ts', 'i::text', 'b::text', 'm::text', 'n::money::text', 'v::date::text', 'ARRAY[d]::text',
  'concat(v, d)', 'v || d', 'format(''%s'', tz)', 'to_jsonb(customer)::text', 'customer.*::text',
  'to_char(n, ''9D9'')', 'to_char(d, ''TMMonth'')', 'to_char(d, v)', 'to_number(v, ''9G9'')::text',
  'current_time::text', 'current_schema', 'to_tsvector(v)::text', 'v::regclass::oid::text', 'to_regclass(v)::oid::text',
  'quote_ident(v)', 'to_char(tz AT TIME ZONE v, ''HH24'')', 'to_char(tz AT TIME ZONE ''Europe/Berlin'', ''HH24'')',
  'timeofday()', 'has_table_privilege(v, ''select'')::text', 'query_to_xml(v, true, true, '''')::text',
  '(SELECT max(customer.d::text || a.v) FROM t.a_table a)']) AS e;

-- ======== labels of relatives ===============================================

-- A child's condition counts as false where the parent lacks what it names.
CREATE TABLE t.par (id int, phone text);
CREATE TABLE t.chi (extra int) INHERITS (t.par);
INSERT INTO t.chi VALUES (1, 'raw', 1);
CREATE TABLE t.hidden AS SELECT 1 AS id;
CREATE FUNCTION read(condition text, place text, relation text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  result text;
BEGIN
  SECURITY LABEL FOR purpose ON COLUMN t.par.phone IS NULL;
  SECURITY LABEL FOR purpose ON COLUMN t.chi.phone IS NULL;
  EXECUTE format('SECURITY LABEL FOR purpose ON COLUMN t.%I.phone IS %L', place, 'ALLOW service; ALLOW research WHEN (' || condition || '); ELSE NULL');
  SET LOCAL purpose.current = 'research';
  BEGIN
    EXECUTE format('SELECT phone FROM t.%I', relation) INTO result;
  EXCEPTION WHEN OTHERS THEN
    result := SQLSTATE;
  END;
  RESET purpose.current;
  RETURN result;
END $$;
SELECT is(read(c, 'chi', relation), value, relation || ': ' || c)
  FROM (VALUES ('chi', 'raw'), ('par', NULL)) AS v (relation, value), unnest(ARRAY['extra = 1', 'chi.extra = 1', 'chi.* IS NOT NULL', 'chi IS NOT NULL',
    'EXISTS (SELECT FROM t.hidden h WHERE h.id = chi.extra)', 'EXISTS (SELECT FROM t.hidden h WHERE chi.* IS NOT NULL)',
    'EXISTS (SELECT FROM t.hidden h WHERE EXISTS (SELECT FROM t.hidden k WHERE k.id = chi.extra))']) AS c;
SELECT is(read(c, 'chi', 'par'), 'raw', 'through the parent, which has the columns: ' || c)
  FROM unnest(ARRAY['chi.id = 1', 'EXISTS (SELECT FROM t.hidden h WHERE h.id = chi.id)',
    'EXISTS (SELECT FROM t.chi WHERE chi.extra = 1)']) AS c;

-- Sub-selects are checked as the owner of the table that has the label.
ALTER TABLE t.par OWNER TO trust_owner;
ALTER TABLE t.chi OWNER TO trust_other;
GRANT SELECT ON t.hidden TO trust_owner;
SELECT is(read('EXISTS (SELECT FROM t.hidden h WHERE h.id = par.id)', 'par', 'par'), 'raw', 'checked as the owner of the labelled table');
SELECT is(read('EXISTS (SELECT FROM t.hidden h WHERE h.id = par.id)', 'par', 'chi'), 'raw', '... for a child as well');
SELECT is(read('EXISTS (SELECT FROM t.hidden h WHERE h.id = chi.id)', 'chi', 'par'), '42501', '... who may not read here');

-- ======== names =============================================================

SELECT is(given('CASE WHEN v::t.an_enum = ''value'' THEN ''a'' END'), 'ok', 'a label with a type and a constant');
SELECT throws_ok($$ALTER TYPE t.an_enum RENAME VALUE 'value' TO 'former'$$, '2BP01', NULL, 'the value keeps its name');
SELECT throws_ok('ALTER TYPE t.an_enum RENAME TO was_enum', '2BP01', NULL, '... and so does the type');
SELECT throws_ok('ALTER TYPE t.an_enum SET SCHEMA public', '2BP01', NULL, '... and its schema');
SELECT lives_ok($$ALTER TYPE t.an_enum RENAME VALUE 'other' TO 'next'$$, 'other values are renamed freely');
SELECT is(given('CASE WHEN v::t.an_enum = U&''valu\0065'' THEN ''a'' END'), 'ok', 'a constant in other letters');
SELECT throws_ok($$ALTER TYPE t.an_enum RENAME VALUE 'next' TO 'value'$$, '2BP01', NULL, 'nor does another get its name');

SELECT * FROM finish();
ROLLBACK;
