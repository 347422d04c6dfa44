--
-- The decision table: labels at four levels and in inheritance trees, times
-- the declared purpose, against a statement of the rule that shares nothing
-- with the code.
--
-- 1. A table written by hand: one line for each sentence of the rule.
-- 2. The rule once more, as SQL over a relational model of labels.  The texts
--    of the labels are generated from the model, set for real, and what real
--    SELECTs return, and purpose.verdict() says, is compared with the rule.
-- 3. A walk over label changes: the same comparison right after each change.
-- 4. Combining: parents and children that have labels of their own.
--
-- Reads run as a role that owns nothing and may declare every purpose.
-- Nothing here asks the extension what is right: only what it does.
--
\set ECHO none
SET client_min_messages = warning;

-- No transaction around it all: labels are updated thousands of times, and
-- that many dead rows would be visited again and again.
DROP ROLE IF EXISTS decision_reader;
CREATE ROLE decision_reader;

SELECT plan(131);

INSERT INTO purpose.vocabulary (name, parent) VALUES
  ('service', NULL),
    ('customer_service', 'service'),
      ('complaint', 'customer_service'),
      ('refund', 'customer_service'),
    ('delivery', 'service'),
  ('marketing', NULL),
    ('newsletter', 'marketing'),
  ('audit', NULL);
SECURITY LABEL FOR purpose ON ROLE decision_reader IS 'DECLARE ANY';

-- ======== 1. by hand =====================================================

CREATE SCHEMA hand;
GRANT USAGE ON SCHEMA hand TO decision_reader;
CREATE TABLE hand.t (id int, consent boolean, v text);
INSERT INTO hand.t VALUES (1, true, 'value'), (2, false, 'value'), (3, NULL, 'value');
GRANT SELECT ON hand.t TO decision_reader;

-- Set the labels (NULL takes one away), declare the purpose (NULL for none),
-- and say what comes: the verdict, then the three rows, or one word if they
-- are the same, or the SQLSTATE.
CREATE FUNCTION seen(col text, tab text, sch text, db text, purpose text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  verdict text;
  result text[];
BEGIN
  EXECUTE format('SECURITY LABEL FOR purpose ON COLUMN hand.t.v IS %L', col);
  EXECUTE format('SECURITY LABEL FOR purpose ON TABLE hand.t IS %L', tab);
  EXECUTE format('SECURITY LABEL FOR purpose ON SCHEMA hand IS %L', sch);
  EXECUTE format('SECURITY LABEL FOR purpose ON DATABASE %I IS %L',
                 current_database(), db);
  PERFORM set_config('purpose.current', coalesce(purpose, ''), false);
  -- "id" has the same table, schema and database above it: not the point here
  SECURITY LABEL FOR purpose ON COLUMN hand.t.id IS 'UNRESTRICTED';
  verdict := purpose.verdict('hand.t', 'v', purpose);
  BEGIN
    PERFORM set_config('role', 'decision_reader', true);
    EXECUTE 'SELECT array_agg(coalesce(v, ''null'')) FROM hand.t' INTO result;
    PERFORM set_config('role', 'none', true);
  EXCEPTION WHEN OTHERS THEN
    RETURN verdict || ': ' || SQLSTATE;
  END;
  IF result[1] = ALL (result) THEN
    RETURN verdict || ': ' || result[1];
  END IF;
  -- no ORDER BY above, lest "id" be used; a heap this small is read in order
  RETURN verdict || ': ' || array_to_string(result, ' ');
END $$;

CREATE TABLE hand_case (
  n serial, what text, col text, tab text, sch text, db text,
  purpose text, expected text);

INSERT INTO hand_case (what, col, tab, sch, db, purpose, expected) VALUES
-- compliance: what is allowed extends to descendants, and only to them
('no label, no purpose',             NULL, NULL, NULL, NULL, NULL, 'allow: value'),
('no label, any purpose',            NULL, NULL, NULL, NULL, 'audit', 'allow: value'),
('the purpose itself',               'ALLOW customer_service', NULL, NULL, NULL, 'customer_service', 'allow: value'),
('a child of it',                    'ALLOW customer_service', NULL, NULL, NULL, 'refund', 'allow: value'),
('a grandchild',                     'ALLOW service', NULL, NULL, NULL, 'refund', 'allow: value'),
('not its parent',                   'ALLOW customer_service', NULL, NULL, NULL, 'service', 'block: 42501'),
('not its sibling',                  'ALLOW customer_service', NULL, NULL, NULL, 'delivery', 'block: 42501'),
('not another tree',                 'ALLOW customer_service', NULL, NULL, NULL, 'audit', 'block: 42501'),
('none declared complies with nothing', 'ALLOW service', NULL, NULL, NULL, NULL, 'block: 42501'),
('ANY is any declared purpose',      'ALLOW ANY', NULL, NULL, NULL, 'audit', 'allow: value'),
('ANY is not no purpose',            'ALLOW ANY', NULL, NULL, NULL, NULL, 'block: 42501'),
('a list: first',                    'ALLOW delivery, audit', NULL, NULL, NULL, 'delivery', 'allow: value'),
('a list: last',                     'ALLOW delivery, audit', NULL, NULL, NULL, 'audit', 'allow: value'),
('a list: neither',                  'ALLOW delivery, audit', NULL, NULL, NULL, 'newsletter', 'block: 42501'),
('several ALLOWs add up: first',     'ALLOW delivery; ALLOW audit', NULL, NULL, NULL, 'delivery', 'allow: value'),
('several ALLOWs add up: second',    'ALLOW delivery; ALLOW audit', NULL, NULL, NULL, 'audit', 'allow: value'),
-- compliance: what is denied extends to descendants and ancestors, and wins
('denied itself',                    'ALLOW ANY; DENY customer_service', NULL, NULL, NULL, 'customer_service', 'block: 42501'),
('denied: a descendant',             'ALLOW ANY; DENY customer_service', NULL, NULL, NULL, 'refund', 'block: 42501'),
('denied: a grandchild',             'ALLOW ANY; DENY service', NULL, NULL, NULL, 'refund', 'block: 42501'),
('denied: an ancestor',              'ALLOW ANY; DENY customer_service', NULL, NULL, NULL, 'service', 'block: 42501'),
('denied: a grandparent',            'ALLOW ANY; DENY refund', NULL, NULL, NULL, 'service', 'block: 42501'),
('denied: not a sibling',            'ALLOW ANY; DENY refund', NULL, NULL, NULL, 'complaint', 'allow: value'),
('denied: not an uncle',             'ALLOW ANY; DENY refund', NULL, NULL, NULL, 'delivery', 'allow: value'),
('DENY wins over the same ALLOW',    'ALLOW refund; DENY refund', NULL, NULL, NULL, 'refund', 'block: 42501'),
('DENY wins, whatever the order',    'DENY refund; ALLOW refund', NULL, NULL, NULL, 'refund', 'block: 42501'),
('DENY of the parent wins over ALLOW of the child', 'ALLOW refund; DENY service', NULL, NULL, NULL, 'refund', 'block: 42501'),
('DENY of the child wins over ALLOW of the parent', 'ALLOW service; DENY refund', NULL, NULL, NULL, 'service', 'block: 42501'),
('DENY ANY denies all',              'ALLOW audit; DENY ANY', NULL, NULL, NULL, 'audit', 'block: 42501'),
('several DENYs add up',             'ALLOW ANY; DENY refund; DENY newsletter', NULL, NULL, NULL, 'newsletter', 'block: 42501'),
('DENY alone allows the others',     'DENY marketing', NULL, NULL, NULL, 'audit', 'allow: value'),
('DENY alone denies',                'DENY marketing', NULL, NULL, NULL, 'newsletter', 'block: 42501'),
('DENY alone still wants a purpose', 'DENY marketing', NULL, NULL, NULL, NULL, 'block: 42501'),
('ELSE alone allows nobody',         'ELSE NULL', NULL, NULL, NULL, 'audit', 'null: null'),
-- ELSE: what those get who are not allowed, or are denied, or are silent
('ELSE defaults to BLOCK',           'ALLOW audit', NULL, NULL, NULL, 'delivery', 'block: 42501'),
('ELSE BLOCK',                       'ALLOW audit; ELSE BLOCK', NULL, NULL, NULL, 'delivery', 'block: 42501'),
('ELSE NULL',                        'ALLOW audit; ELSE NULL', NULL, NULL, NULL, 'delivery', 'null: null'),
('ELSE MASK',                        'ALLOW audit; ELSE MASK WITH (''mask'')', NULL, NULL, NULL, 'delivery', 'mask: mask'),
('ELSE MASK: not for the allowed',   'ALLOW audit; ELSE MASK WITH (''mask'')', NULL, NULL, NULL, 'audit', 'allow: value'),
('ELSE NULL for no purpose',         'ALLOW audit; ELSE NULL', NULL, NULL, NULL, NULL, 'null: null'),
('ELSE MASK for no purpose',         'ALLOW audit; ELSE MASK WITH (''mask'')', NULL, NULL, NULL, NULL, 'mask: mask'),
('ELSE NULL for the denied',         'DENY audit; ELSE NULL', NULL, NULL, NULL, 'audit', 'null: null'),
('ELSE MASK for the denied',         'DENY audit; ELSE MASK WITH (''mask'')', NULL, NULL, NULL, 'audit', 'mask: mask'),
('ELSE may come first',              'ELSE NULL; ALLOW audit', NULL, NULL, NULL, 'audit', 'allow: value'),
('a mask sees the raw row',          'ALLOW audit; ELSE MASK WITH (v || id)', NULL, NULL, NULL, NULL, 'mask: value1 value2 value3'),
-- WHEN: per row; only true is true
('WHEN: true, false, NULL',          'ALLOW audit WHEN (consent)', NULL, NULL, NULL, 'audit', 'conditional: value null null'),
('WHEN with ELSE BLOCK gives NULL',  'ALLOW audit WHEN (consent); ELSE BLOCK', NULL, NULL, NULL, 'audit', 'conditional: value null null'),
('WHEN with ELSE NULL',              'ALLOW audit WHEN (consent); ELSE NULL', NULL, NULL, NULL, 'audit', 'conditional: value null null'),
('WHEN with ELSE MASK',              'ALLOW audit WHEN (consent); ELSE MASK WITH (''mask'')', NULL, NULL, NULL, 'audit', 'conditional: value mask mask'),
('WHEN is not for others',           'ALLOW audit WHEN (consent); ELSE BLOCK', NULL, NULL, NULL, 'delivery', 'block: 42501'),
('WHEN is not for others: mask',     'ALLOW audit WHEN (consent); ELSE MASK WITH (''mask'')', NULL, NULL, NULL, 'delivery', 'mask: mask'),
('WHEN is not for the silent',       'ALLOW ANY WHEN (true)', NULL, NULL, NULL, NULL, 'block: 42501'),
('WHEN extends to descendants',      'ALLOW service WHEN (consent)', NULL, NULL, NULL, 'refund', 'conditional: value null null'),
('WHEN and DENY: DENY wins',         'ALLOW audit WHEN (consent); DENY audit', NULL, NULL, NULL, 'audit', 'block: 42501'),
('two conditions add up',            'ALLOW service WHEN (consent); ALLOW refund WHEN (id = 2); ELSE NULL', NULL, NULL, NULL, 'refund', 'conditional: value value null'),
('only those that cover the purpose count', 'ALLOW service WHEN (consent); ALLOW refund WHEN (id = 2); ELSE NULL', NULL, NULL, NULL, 'complaint', 'conditional: value null null'),
('an unconditional one wins',        'ALLOW service WHEN (consent); ALLOW refund', NULL, NULL, NULL, 'refund', 'allow: value'),
('... only where it covers',         'ALLOW service WHEN (consent); ALLOW refund', NULL, NULL, NULL, 'complaint', 'conditional: value null null'),
('... whatever the order',           'ALLOW service; ALLOW refund WHEN (false)', NULL, NULL, NULL, 'refund', 'allow: value'),
('WHEN of a table speaks of its rows', NULL, 'ALLOW audit WHEN (consent); ELSE NULL', NULL, NULL, 'audit', 'conditional: value null null'),
-- resolution: the nearest level that has a label gives ALLOW and ELSE
('table',                            NULL, 'ALLOW audit', NULL, NULL, 'audit', 'allow: value'),
('table refuses',                    NULL, 'ALLOW audit', NULL, NULL, 'delivery', 'block: 42501'),
('schema',                           NULL, NULL, 'ALLOW audit; ELSE NULL', NULL, 'delivery', 'null: null'),
('schema allows',                    NULL, NULL, 'ALLOW audit; ELSE NULL', NULL, 'audit', 'allow: value'),
('database',                         NULL, NULL, NULL, 'ALLOW audit; ELSE NULL', 'delivery', 'null: null'),
('database allows',                  NULL, NULL, NULL, 'ALLOW audit; ELSE NULL', 'audit', 'allow: value'),
('column before table: widens',      'ALLOW delivery', 'ALLOW audit', NULL, NULL, 'delivery', 'allow: value'),
('column before table: narrows',     'ALLOW delivery', 'ALLOW audit', NULL, NULL, 'audit', 'block: 42501'),
('table before schema',              NULL, 'ALLOW delivery', 'ALLOW audit', NULL, 'delivery', 'allow: value'),
('schema before database',           NULL, NULL, 'ALLOW delivery', 'ALLOW audit', 'audit', 'block: 42501'),
('column before database',           'ALLOW delivery', NULL, NULL, 'ALLOW audit', 'audit', 'block: 42501'),
('ELSE is not inherited: default',   'ALLOW delivery', 'ALLOW audit; ELSE NULL', NULL, NULL, 'audit', 'block: 42501'),
('a lone DENY replaces the outer ALLOW', 'DENY delivery', 'ALLOW audit', NULL, NULL, 'refund', 'allow: value'),
('a lone ELSE replaces the outer ALLOW', 'ELSE NULL', 'ALLOW audit', NULL, NULL, 'audit', 'null: null'),
('DENY accumulates: table',          'ALLOW audit', 'DENY audit', NULL, NULL, 'audit', 'block: 42501'),
('DENY accumulates: schema',         'ALLOW audit', NULL, 'DENY audit', NULL, 'audit', 'block: 42501'),
('DENY accumulates: database',       'ALLOW audit', NULL, NULL, 'DENY audit', 'audit', 'block: 42501'),
('DENY accumulates past a table',    'ALLOW audit', 'ALLOW audit', 'ALLOW audit', 'DENY audit', 'audit', 'block: 42501'),
('outer DENY: descendants',          'ALLOW refund', NULL, NULL, 'DENY service', 'refund', 'block: 42501'),
('outer DENY: ancestors',            'ALLOW service', NULL, NULL, 'DENY refund', 'service', 'block: 42501'),
('outer DENY: not siblings',         'ALLOW service', NULL, NULL, 'DENY refund', 'complaint', 'allow: value'),
('outer DENY: the nearest ELSE counts', 'ALLOW audit; ELSE MASK WITH (''mask'')', NULL, NULL, 'DENY audit', 'audit', 'mask: mask'),
('outer DENY: its own ELSE does not', 'ALLOW audit', 'DENY audit; ELSE NULL', NULL, NULL, 'audit', 'block: 42501'),
('DENYs of all levels',              'DENY refund', 'DENY delivery', 'DENY newsletter', 'DENY audit', 'newsletter', 'block: 42501'),
('DENYs of all levels leave the rest', 'DENY refund', 'DENY delivery', 'DENY newsletter', 'DENY audit', 'complaint', 'allow: value'),
('an outer DENY and nothing else',   NULL, NULL, NULL, 'DENY audit', 'delivery', 'allow: value'),
('... wants a purpose',              NULL, NULL, NULL, 'DENY audit', NULL, 'block: 42501'),
-- UNRESTRICTED: ends the search, not an outer DENY
('UNRESTRICTED needs no purpose',    'UNRESTRICTED', 'ALLOW audit', NULL, NULL, NULL, 'allow: value'),
('UNRESTRICTED for every purpose',   'UNRESTRICTED', 'ALLOW audit', NULL, NULL, 'delivery', 'allow: value'),
('UNRESTRICTED alone',               'UNRESTRICTED', NULL, NULL, NULL, NULL, 'allow: value'),
('UNRESTRICTED table in a labelled schema', NULL, 'UNRESTRICTED', 'ALLOW audit', NULL, 'delivery', 'allow: value'),
('UNRESTRICTED schema in a labelled database', NULL, NULL, 'UNRESTRICTED', 'ALLOW audit', NULL, 'allow: value'),
('a column in an UNRESTRICTED table', 'ALLOW audit', 'UNRESTRICTED', NULL, NULL, 'delivery', 'block: 42501'),
('UNRESTRICTED and an outer DENY',   'UNRESTRICTED', NULL, NULL, 'DENY audit', 'audit', 'block: 42501'),
('UNRESTRICTED and an outer DENY: others', 'UNRESTRICTED', NULL, NULL, 'DENY audit', 'delivery', 'allow: value'),
('UNRESTRICTED and an outer DENY: silence is no way out', 'UNRESTRICTED', NULL, NULL, 'DENY audit', NULL, 'block: 42501'),
('UNRESTRICTED table, ALLOW of the schema does not count', NULL, 'UNRESTRICTED', 'ALLOW audit; DENY refund', NULL, 'delivery', 'allow: value'),
('... its DENY does',                NULL, 'UNRESTRICTED', 'ALLOW audit; DENY refund', NULL, 'refund', 'block: 42501');

SELECT is(seen(col, tab, sch, db, purpose), expected, what)
  FROM hand_case ORDER BY n;
SELECT seen(NULL, NULL, NULL, NULL, NULL) AS cleaned \gset

-- ======== 2. the rule, and labels in bulk =================================

-- A label, as data.  "name" is spelled in the names of the objects below.
CREATE TABLE form (
  name text PRIMARY KEY,
  unrestricted boolean NOT NULL DEFAULT false,
  deny text[] NOT NULL DEFAULT '{}',
  otherwise text CHECK (otherwise IN ('block', 'null', 'mask')),  -- as written
  mask text,
  levels text NOT NULL DEFAULT 'ctsd'       -- where the test puts it
);
CREATE TABLE form_allow (
  form text REFERENCES form, purposes text[], condition text);

INSERT INTO form (name, unrestricted, deny, otherwise, mask, levels) VALUES
  ('none',  false, '{}', NULL, NULL, 'ctsd'),   -- no label at all
  ('unre',  true,  '{}', NULL, NULL, 'ctsd'),
  ('any',   false, '{}', NULL, NULL, 'ct'),
  ('root',  false, '{}', NULL, NULL, 'c'),
  ('mid',   false, '{}', 'null', NULL, 'cts'),
  ('leaf',  false, '{}', 'mask', '''masked '' || id', 'c'),
  ('list',  false, '{}', 'block', NULL, 'ct'),
  ('dleaf', false, '{refund}', NULL, NULL, 'ctd'),
  ('dmid',  false, '{customer_service}', 'null', NULL, 'cts'),
  ('droot', false, '{service}', 'mask', '''masked '' || id', 'c'),
  ('dlist', false, '{newsletter,delivery}', NULL, NULL, 'csd'),
  ('dany',  false, '{ANY}', 'null', NULL, 'c'),
  ('both',  false, '{complaint}', 'mask', 'v', 'c'),
  ('anyd',  false, '{marketing}', 'null', NULL, 'ctd'),
  ('els',   false, '{}', 'null', NULL, 'c'),
  ('elsm',  false, '{}', 'mask', 'NULL', 'c'),
  ('w',     false, '{}', 'mask', '''masked '' || id', 'c'),
  ('wn',    false, '{}', 'null', NULL, 'ct'),
  ('wb',    false, '{}', NULL, NULL, 'ct'),
  ('ww',    false, '{}', 'mask', 'upper(v)', 'c'),
  ('wu',    false, '{}', 'mask', '''masked '' || id', 'c'),
  ('wd',    false, '{refund}', 'null', NULL, 'c');

INSERT INTO form_allow VALUES
  ('any',  '{ANY}', NULL),
  ('root', '{service}', NULL),
  ('mid',  '{customer_service}', NULL),
  ('leaf', '{refund}', NULL),
  ('list', '{refund,marketing}', NULL), ('list', '{audit}', NULL),
  ('both', '{customer_service,audit}', NULL),
  ('anyd', '{ANY}', NULL),
  ('w',    '{ANY}', 'c1'),
  ('wn',   '{service}', 'c1'),
  ('wb',   '{customer_service}', 'c1'), ('wb', '{audit}', NULL),
  ('ww',   '{service}', 'c1'), ('ww', '{customer_service}', 'c2'),
  ('wu',   '{service}', 'c1'), ('wu', '{customer_service}', NULL),
    ('wu', '{refund}', 'c2'),
  ('wd',   '{service,marketing}', 'c2');

-- The text of the label that the model describes; NULL for none.
CREATE FUNCTION label_text(f text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN f = 'none' THEN NULL
              WHEN unrestricted THEN 'UNRESTRICTED'
              ELSE concat_ws('; ',
                (SELECT string_agg('ALLOW ' || array_to_string(purposes, ', ')
                                   || coalesce(' WHEN (' || condition || ')', ''), '; ')
                   FROM form_allow WHERE form = f),
                'DENY ' || nullif(array_to_string(deny, ', '), ''),
                CASE otherwise WHEN 'mask' THEN 'ELSE MASK WITH (' || mask || ')'
                               ELSE 'ELSE ' || otherwise END)
         END
    FROM form WHERE name = f
$$;

-- ---- the rule, from here on only tables of the test ----

-- Who is part of what, every purpose of itself included.
CREATE TABLE tree AS
  WITH RECURSIVE r (name, ancestor) AS (
    SELECT name, name FROM purpose.vocabulary
    UNION
    SELECT r.name, v.parent FROM r JOIN purpose.vocabulary v ON v.name = r.ancestor
     WHERE v.parent IS NOT NULL)
  SELECT * FROM r;

-- The names that an array of purposes stands for when it prohibits: with
-- descendants and ancestors.  ANY stands for all.
CREATE FUNCTION prohibits(names text[], p text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT 'ANY' = ANY (names) OR EXISTS (
    SELECT FROM tree WHERE (name = p AND ancestor = ANY (names))
                        OR (ancestor = p AND name = ANY (names)))
$$;
-- ... and when it allows: with descendants.
CREATE FUNCTION allows(names text[], p text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT 'ANY' = ANY (names) OR EXISTS (
    SELECT FROM tree WHERE name = p AND ancestor = ANY (names))
$$;

-- What four labels answer to a purpose.  kind is allow, conditional, mask,
-- null or block; conditions are those of which one must be true; mask is the
-- mask where the value is not to be had (NULL: a NULL).
CREATE TYPE answer AS (kind text, conditions text[], mask text);

CREATE FUNCTION rule(c text, t text, s text, d text, p text)
RETURNS answer LANGUAGE plpgsql STABLE AS $$
DECLARE
  nearest form;
  denied boolean;
  has_deny boolean;
  covering int;
  conditions text[];
BEGIN
  SELECT * INTO nearest FROM form
   WHERE name = coalesce(nullif(c, 'none'), nullif(t, 'none'),
                         nullif(s, 'none'), nullif(d, 'none'));
  IF NOT FOUND THEN
    RETURN ('allow', NULL, NULL)::answer;        -- no label anywhere
  END IF;
  SELECT bool_or(deny <> '{}'), bool_or(prohibits(deny, p)) INTO has_deny, denied
    FROM form WHERE name IN (c, t, s, d);

  IF NOT denied AND p IS NOT NULL THEN
    SELECT count(*), CASE WHEN bool_and(condition IS NOT NULL)
                          THEN array_agg(condition) END
      INTO covering, conditions
      FROM form_allow WHERE form = nearest.name AND allows(purposes, p);
    IF nearest.unrestricted
       OR (covering > 0 AND conditions IS NULL)
       OR (nearest.deny <> '{}' AND NOT EXISTS (
             SELECT FROM form_allow WHERE form = nearest.name)) THEN
      RETURN ('allow', NULL, NULL)::answer;
    ELSIF covering > 0 THEN
      RETURN ('conditional', conditions, nearest.mask)::answer;
    END IF;
  ELSIF p IS NULL AND nearest.unrestricted AND NOT has_deny THEN
    RETURN ('allow', NULL, NULL)::answer;
  END IF;
  RETURN (coalesce(nearest.otherwise, 'block'), NULL, nearest.mask)::answer;
END $$;

-- ---- the objects: a schema, table and column for each form ----

CREATE TABLE place (sch text, tab text, col text);
CREATE TABLE try (p text);                      -- NULL: none declared
INSERT INTO try SELECT name FROM purpose.vocabulary UNION ALL SELECT NULL;

DO $$
DECLARE
  s text;
  t text;
  f text;
BEGIN
  FOR s IN SELECT name FROM form WHERE levels ~ 's' LOOP
    EXECUTE format('CREATE SCHEMA %I', 's_' || s);
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO decision_reader', 's_' || s);
    FOR t IN SELECT name FROM form WHERE levels ~ 't' LOOP
      -- the helper columns are open, so that conditions and masks can be checked
      EXECUTE format('CREATE TABLE %I.%I (id int, c1 boolean, c2 boolean, %s)',
                     's_' || s, 't_' || t,
                     (SELECT string_agg(format('%I text', 'c_' || name), ', ' ORDER BY name)
                        FROM form WHERE levels ~ 'c'));
      EXECUTE format('GRANT SELECT ON %I.%I TO decision_reader', 's_' || s, 't_' || t);
      EXECUTE format(
        'INSERT INTO %I.%I SELECT row_number() OVER (), c1, c2, %s'
        '  FROM unnest(''{t,f,NULL}''::bool[]) c1, unnest(''{t,f,NULL}''::bool[]) c2',
        's_' || s, 't_' || t,
        (SELECT string_agg('''value''', ', ') FROM form WHERE levels ~ 'c'));
      FOR f IN SELECT name FROM form WHERE levels ~ 'c' LOOP
        -- "v" in the model is the column itself
        EXECUTE format('SECURITY LABEL FOR purpose ON COLUMN %I.%I.%I IS %L',
                       's_' || s, 't_' || t, 'c_' || f,
                       regexp_replace(label_text(f), '\mv\M', 'c_' || f, 'g'));
        INSERT INTO place VALUES (s, t, f);
      END LOOP;
      EXECUTE format('SECURITY LABEL FOR purpose ON TABLE %I.%I IS %L',
                     's_' || s, 't_' || t, label_text(t));
    END LOOP;
    EXECUTE format('SECURITY LABEL FOR purpose ON SCHEMA %I IS %L',
                   's_' || s, label_text(s));
  END LOOP;
END $$;

-- ---- the rows that an answer makes of a column ----

CREATE TABLE model_row AS
  SELECT row_number() OVER () AS id, c1, c2
    FROM unnest('{t,f,NULL}'::bool[]) c1, unnest('{t,f,NULL}'::bool[]) c2;

-- The nine values, in the order of id; conditions and masks spelled out anew.
CREATE FUNCTION rows_of(a answer) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array_agg(
           CASE WHEN (a).kind = 'allow'
                  OR ((a).kind = 'conditional'
                      AND (('c1' = ANY ((a).conditions) AND c1 IS TRUE)
                           OR ('c2' = ANY ((a).conditions) AND c2 IS TRUE)))
                THEN 'value'
                WHEN (a).kind = 'null' THEN NULL
                WHEN (a).mask = 'v' THEN 'value'
                WHEN (a).mask = 'upper(v)' THEN 'VALUE'
                WHEN (a).mask = '''masked '' || id' THEN 'masked ' || id
           END ORDER BY id)
    FROM model_row
$$;

-- What should come and what came, for each label combination and purpose.
CREATE TABLE outcome (
  sch text, tab text, col text, db text, p text,
  kind text, rows text[],                       -- by the rule
  verdict text,                                 -- purpose.verdict()
  got_rows text[], got_error text);             -- by SELECT

-- One SELECT of all columns that the rule opens, masks or nulls: every one
-- must come as it should.  The helper columns are not restricted by column
-- labels, but may be by the table's: so no ORDER BY; the rows of so small a
-- heap come in order.
CREATE PROCEDURE read_open(s text, t text, d text, purpose text) LANGUAGE plpgsql AS $$
DECLARE
  columns text[];
  got jsonb;
BEGIN
  SELECT array_agg(col) INTO columns FROM outcome
   WHERE sch = s AND tab = t AND db = d AND p IS NOT DISTINCT FROM purpose
     AND kind <> 'block';
  PERFORM set_config('role', 'decision_reader', true);
  BEGIN
    EXECUTE format('SELECT jsonb_build_object(%s) FROM %I.%I',
                   (SELECT string_agg(format('%L, jsonb_agg(%I)', c, 'c_' || c), ', ')
                      FROM unnest(columns) c),
                   's_' || s, 't_' || t)
       INTO got;
  EXCEPTION WHEN OTHERS THEN
    got := jsonb_build_object('error', SQLERRM);
  END;
  PERFORM set_config('role', 'none', true);
  UPDATE outcome o
     SET got_error = got ->> 'error',
         got_rows = (SELECT array_agg(e) FROM jsonb_array_elements_text(got -> o.col) e)
   WHERE sch = s AND tab = t AND db = d AND p IS NOT DISTINCT FROM purpose
     AND kind <> 'block';
END $$;

-- One SELECT of all columns that the rule blocks: the error must have
-- SQLSTATE 42501 and its detail must list every one of them, and no other.
CREATE PROCEDURE read_blocked(s text, t text, d text, purpose text) LANGUAGE plpgsql AS $$
DECLARE
  columns text[];
  listed text[];
  detail text;
BEGIN
  SELECT array_agg(col) INTO columns FROM outcome
   WHERE sch = s AND tab = t AND db = d AND p IS NOT DISTINCT FROM purpose
     AND kind = 'block';
  IF columns IS NULL THEN RETURN; END IF;
  PERFORM set_config('role', 'decision_reader', true);
  BEGIN
    EXECUTE format('SELECT %s FROM %I.%I',
                   (SELECT string_agg('c_' || c, ', ') FROM unnest(columns) c),
                   's_' || s, 't_' || t);
  EXCEPTION WHEN insufficient_privilege THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
    SELECT array_agg(m[1]) INTO listed
      FROM regexp_matches(detail, '\mt_' || t || '\.c_(\w+)', 'g') m;
  END;
  PERFORM set_config('role', 'none', true);
  UPDATE outcome
     SET got_error = CASE WHEN col = ANY (listed) THEN '42501' END
   WHERE sch = s AND tab = t AND db = d AND p IS NOT DISTINCT FROM purpose
     AND (kind = 'block' OR col = ANY (listed));
END $$;

CREATE PROCEDURE fill() LANGUAGE plpgsql AS $$
DECLARE
  d text;
  r record;
BEGIN
  FOR d IN SELECT name FROM form WHERE levels ~ 'd' LOOP
    EXECUTE format('SECURITY LABEL FOR purpose ON DATABASE %I IS %L',
                   current_database(), label_text(d));
    INSERT INTO outcome
      SELECT sch, tab, col, d, p, (a).kind, rows_of(a),
             purpose.verdict(format('s_%s.t_%s', sch, tab)::regclass,
                             ('c_' || col)::name, p)
        FROM place, try, LATERAL (SELECT rule(col, tab, sch, d, p) AS a) AS x;
    COMMIT;
    FOR r IN SELECT DISTINCT sch, tab, p FROM place, try LOOP
      PERFORM set_config('purpose.current', coalesce(r.p, ''), false);
      CALL read_open(r.sch, r.tab, d, r.p);
      CALL read_blocked(r.sch, r.tab, d, r.p);
    END LOOP;
    COMMIT;
  END LOOP;
  EXECUTE format('SECURITY LABEL FOR purpose ON DATABASE %I IS NULL', current_database());
  PERFORM set_config('purpose.current', '', false);
END $$;

-- The test's own tables must not be under the labels of the database.
SECURITY LABEL FOR purpose ON SCHEMA public IS 'UNRESTRICTED';
