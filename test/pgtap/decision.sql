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

SELECT plan(148);

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
  words text;
BEGIN
  EXECUTE format('SECURITY LABEL FOR purpose ON COLUMN hand.t.v IS %L', col);
  EXECUTE format('SECURITY LABEL FOR purpose ON TABLE hand.t IS %L', tab);
  EXECUTE format('SECURITY LABEL FOR purpose ON SCHEMA hand IS %L', sch);
  EXECUTE format('SECURITY LABEL FOR purpose ON DATABASE %I IS %L',
                 current_database(), db);
  PERFORM set_config('purpose.current', coalesce(purpose, ''), true);
  verdict := purpose.verdict('hand.t', 'v', purpose);
  BEGIN
    PERFORM set_config('role', 'decision_reader', true);
    -- no ORDER BY: "id" may be restricted too.  A heap this small comes in order.
    EXECUTE 'SELECT array_agg(coalesce(v, ''null'')) FROM hand.t' INTO result;
    words := CASE WHEN result[1] = ALL (result) THEN result[1]
                  ELSE array_to_string(result, ' ') END;
  EXCEPTION WHEN OTHERS THEN
    words := SQLSTATE;
  END;
  PERFORM set_config('role', 'none', true);
  PERFORM set_config('purpose.current', '', true);
  -- pgTAP's tables are in this database too
  EXECUTE format('SECURITY LABEL FOR purpose ON DATABASE %I IS NULL', current_database());
  RETURN verdict || ': ' || words;
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
('a mask sees the raw row',          'ALLOW audit; ELSE MASK WITH (v || id::text)', NULL, NULL, NULL, NULL, 'mask: value1 value2 value3'),
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
-- The same holds for the owner and superuser: a purpose is not a privilege.
SELECT is(seen('ALLOW audit; ELSE NULL', NULL, NULL, NULL, 'delivery'), 'null: null',
          'a label to read by');
SET purpose.current = 'delivery';
SELECT results_eq('SELECT v FROM hand.t', ARRAY[NULL, NULL, NULL]::text[],
                  'the owner and superuser gets what the purpose gets');
RESET purpose.current;

-- The tree is asked as it is now: moving a purpose moves what it may.
SECURITY LABEL FOR purpose ON COLUMN hand.t.v IS 'ALLOW service';
SELECT is(purpose.verdict('hand.t', 'v', 'newsletter'), 'block', 'before the move: blocked');
UPDATE purpose.vocabulary SET parent = 'service' WHERE name = 'marketing';
SELECT is(purpose.verdict('hand.t', 'v', 'newsletter'), 'allow', 'below service now: allowed');
SET purpose.current = 'newsletter';
SELECT lives_ok('SELECT v FROM hand.t', 'and a SELECT agrees');
UPDATE purpose.vocabulary SET parent = NULL WHERE name = 'marketing';
SELECT throws_ok('SELECT v FROM hand.t', '42501', NULL, 'moved back: blocked again');
RESET purpose.current;

-- However deep the tree is, the rule is the same.  (New purposes are refused
-- below a certain depth, so this one is made behind the triggers' backs.)
ALTER TABLE purpose.vocabulary DISABLE TRIGGER USER;
INSERT INTO purpose.vocabulary (name, parent)
  SELECT 'deep_' || n, CASE WHEN n > 1 THEN 'deep_' || n - 1 END FROM generate_series(1, 100) n;
ALTER TABLE purpose.vocabulary ENABLE ALWAYS TRIGGER vocabulary_before;
ALTER TABLE purpose.vocabulary ENABLE ALWAYS TRIGGER vocabulary_row;
SECURITY LABEL FOR purpose ON COLUMN hand.t.v IS 'ALLOW ANY; DENY deep_1';
SELECT is(purpose.verdict('hand.t', 'v', 'deep_100'), 'block', 'deep: a DENY far up holds');
SECURITY LABEL FOR purpose ON COLUMN hand.t.v IS 'ALLOW ANY; DENY deep_100';
SELECT is(purpose.verdict('hand.t', 'v', 'deep_1'), 'block', 'deep: a DENY far down holds');
SECURITY LABEL FOR purpose ON COLUMN hand.t.v IS 'ALLOW deep_1';
SELECT is(purpose.verdict('hand.t', 'v', 'deep_100'), 'allow', 'deep: so does an ALLOW');
SECURITY LABEL FOR purpose ON COLUMN hand.t.v IS 'ALLOW deep_100';
SELECT is(purpose.verdict('hand.t', 'v', 'deep_99'), 'block', '... which is not for ancestors');
SELECT is(purpose.verdict('hand.t', 'v', 'audit'), 'block', '... and other trees are as they were');
SECURITY LABEL FOR purpose ON COLUMN hand.t.v IS NULL;
DELETE FROM purpose.vocabulary WHERE name LIKE 'deep%';

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
  ('mid',   false, '{}', 'null', NULL, 'ct'),
  ('leaf',  false, '{}', 'mask', '''masked '' || id::text', 'c'),
  ('list',  false, '{}', 'block', NULL, 'ct'),
  ('dleaf', false, '{refund}', NULL, NULL, 'ct'),
  ('dmid',  false, '{customer_service}', 'null', NULL, 'cts'),
  ('droot', false, '{service}', 'mask', '''masked '' || id::text', 'c'),
  ('dlist', false, '{newsletter,delivery}', NULL, NULL, 'csd'),
  ('dany',  false, '{ANY}', 'null', NULL, 'c'),
  ('both',  false, '{complaint}', 'mask', 'v', 'c'),
  ('anyd',  false, '{marketing}', 'null', NULL, 'ctd'),
  ('els',   false, '{}', 'null', NULL, 'c'),
  ('elsm',  false, '{}', 'mask', 'NULL', 'c'),
  ('w',     false, '{}', 'mask', '''masked '' || id::text', 'c'),
  ('wn',    false, '{}', 'null', NULL, 'ct'),
  ('wb',    false, '{}', NULL, NULL, 'ct'),
  ('ww',    false, '{}', 'mask', 'upper(v)', 'c'),
  ('wu',    false, '{}', 'mask', '''masked '' || id::text', 'c'),
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

-- The texts of the labels that the model describes; NULL for none.
CREATE TABLE spelled AS
  SELECT name,
         CASE WHEN name = 'none' THEN NULL
              WHEN unrestricted THEN 'UNRESTRICTED'
              ELSE concat_ws('; ',
                (SELECT string_agg('ALLOW ' || array_to_string(purposes, ', ')
                                   || coalesce(' WHEN (' || condition || ')', ''), '; ')
                   FROM form_allow WHERE form = name),
                'DENY ' || nullif(array_to_string(deny, ', '), ''),
                CASE otherwise WHEN 'mask' THEN 'ELSE MASK WITH (' || mask || ')'
                               ELSE 'ELSE ' || otherwise END)
         END AS label
    FROM form;

-- ---- the rule; from here to rows_of() only tables of the test are asked ----

-- Who is part of what, every purpose of itself included.
CREATE TABLE tree AS
  WITH RECURSIVE r (name, ancestor) AS (
    SELECT name, name FROM purpose.vocabulary
    UNION
    SELECT r.name, v.parent FROM r JOIN purpose.vocabulary v ON v.name = r.ancestor
     WHERE v.parent IS NOT NULL)
  SELECT * FROM r;

-- A purpose to try; the empty one is none declared.
CREATE TABLE try (p text);
INSERT INTO try SELECT name FROM purpose.vocabulary UNION ALL SELECT '';

-- What a list prohibits: its purposes with descendants and ancestors.  What it
-- allows: its purposes with descendants.  ANY stands for all.
CREATE FUNCTION prohibits(names text[], p text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT 'ANY' = ANY (names) OR EXISTS (
    SELECT FROM tree WHERE (name = p AND ancestor = ANY (names))
                        OR (ancestor = p AND name = ANY (names)))
$$;
CREATE FUNCTION allows(names text[], p text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT p <> '' AND ('ANY' = ANY (names) OR EXISTS (
    SELECT FROM tree WHERE name = p AND ancestor = ANY (names)))
$$;

-- Each label seen by each purpose: does it prohibit it, which ALLOWs cover it,
-- and under which conditions?
CREATE TABLE fact AS
  SELECT f.name, p, f.unrestricted, f.otherwise, f.mask,
         f.deny <> '{}' AS has_deny,
         prohibits(f.deny, p) AS denied,
         -- a DENY without any ALLOW means ALLOW ANY
         coalesce(bool_or(allows(a.purposes, p)), f.deny <> '{}' AND p <> '') AS covered,
         coalesce(bool_or(a.condition IS NULL AND allows(a.purposes, p)), true)
           AS covered_always,
         array_agg(a.condition) FILTER (WHERE allows(a.purposes, p)
                                          AND a.condition IS NOT NULL) AS conditions
    FROM form f CROSS JOIN try LEFT JOIN form_allow a ON a.form = f.name
   GROUP BY f.name, p;
CREATE UNIQUE INDEX ON fact (name, p);

-- What labels answer.  kind is allow, conditional, mask, null or block; of the
-- conditions one must be true; mask is the mask where the value is not to be
-- had (NULL: a NULL is).
CREATE TYPE answer AS (kind text, conditions text[], mask text);

-- One policy: the labels of the four levels, for a purpose.
CREATE FUNCTION rule(c text, t text, s text, d text, purpose text)
RETURNS answer LANGUAGE plpgsql STABLE AS $$
DECLARE
  nearest fact;
  any_deny boolean;
  any_denies boolean;
BEGIN
  SELECT * INTO nearest FROM fact
   WHERE p = purpose
     AND name = coalesce(nullif(c, 'none'), nullif(t, 'none'),
                         nullif(s, 'none'), nullif(d, 'none'));
  IF NOT FOUND THEN
    RETURN ('allow', NULL, NULL)::answer;        -- no label anywhere
  END IF;
  SELECT bool_or(has_deny), bool_or(denied) INTO any_deny, any_denies
    FROM fact WHERE p = purpose AND name IN (c, t, s, d);
  IF any_denies THEN
    NULL;
  ELSIF nearest.unrestricted AND (purpose <> '' OR NOT any_deny) THEN
    RETURN ('allow', NULL, NULL)::answer;
  ELSIF nearest.covered AND nearest.covered_always THEN
    RETURN ('allow', NULL, NULL)::answer;
  ELSIF nearest.covered THEN
    RETURN ('conditional', nearest.conditions, nearest.mask)::answer;
  END IF;
  RETURN (coalesce(nearest.otherwise, 'block'), NULL, nearest.mask)::answer;
END $$;

-- Several policies combined: allowed only where all allow; BLOCK is stricter
-- than NULL, NULL than two different masks, which make a NULL, and those than
-- one mask.  Only what does not plainly allow has a say in that, and a
-- condition never blocks.  The sets of conditions must all hold, each by one
-- of its members.
CREATE TYPE answers AS (kind text, conditions text[], mask text);  -- {c1|c2, ...}
CREATE FUNCTION combined(list answer[]) RETURNS answers LANGUAGE sql STABLE AS $$
  SELECT (CASE WHEN count(*) = 0 THEN 'allow'
               WHEN bool_or(kind = 'block') THEN 'block'
               WHEN bool_and(kind = 'conditional') THEN 'conditional'
               WHEN count(mask) = count(*) AND min(mask) = max(mask) THEN 'mask'
               ELSE 'null' END,
          array_agg(array_to_string(conditions, '|')),
          CASE WHEN count(mask) = count(*) AND min(mask) = max(mask)
               THEN min(mask) END)::answers
    FROM unnest(list) WHERE kind <> 'allow'
$$;

CREATE TABLE model_row AS
  SELECT row_number() OVER ()::int AS id, c1, c2
    FROM unnest('{t,f,NULL}'::bool[]) c1, unnest('{t,f,NULL}'::bool[]) c2;

-- The nine values that an answer makes of a column that holds "value"; what
-- the conditions and masks mean is spelled out anew.
CREATE FUNCTION rows_of(a answers) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array_agg(
           CASE WHEN a.kind = 'allow'
                  OR (a.kind = 'conditional' AND NOT EXISTS (
                        SELECT FROM unnest(a.conditions) one
                         WHERE NOT coalesce('c1' = ANY (string_to_array(one, '|')) AND c1, false)
                           AND NOT coalesce('c2' = ANY (string_to_array(one, '|')) AND c2, false)))
                THEN 'value'
                WHEN a.kind IN ('null', 'block') THEN NULL
                WHEN a.mask = 'v' THEN 'value'
                WHEN a.mask = 'upper(v)' THEN 'VALUE'
                WHEN a.mask = '''masked '' || id::text' THEN 'masked ' || id
           END ORDER BY id)
    FROM model_row
$$;

-- ---- the objects: a schema, table and column for each form ----

-- A table with the rows above and a column of text for each name.
CREATE FUNCTION make_table(relation text, columns text[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TABLE %s (id int, c1 boolean, c2 boolean, %s)', relation,
                 (SELECT string_agg(quote_ident(c) || ' text DEFAULT ''value''', ', ')
                    FROM unnest(columns) c));
  EXECUTE format('INSERT INTO %s (id, c1, c2) TABLE model_row', relation);
  EXECUTE format('GRANT SELECT ON %s TO decision_reader', relation);
END $$;

-- Put a form of label on something; "v" in the model is the column itself.
CREATE FUNCTION put(object text, form text, col text DEFAULT 'v') RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('SECURITY LABEL FOR purpose ON %s IS %L', object,
                 (SELECT regexp_replace(label, '\mv\M', col, 'g') FROM spelled WHERE name = form));
END $$;

CREATE TABLE place (sch text, tab text, col text);
INSERT INTO place
  SELECT s.name, t.name, c.name FROM form s, form t, form c
   WHERE s.levels ~ 's' AND t.levels ~ 't' AND c.levels ~ 'c';

DO $$
DECLARE
  r record;
BEGIN
  FOR r IN SELECT DISTINCT sch FROM place LOOP
    EXECUTE format('CREATE SCHEMA %I', 's_' || r.sch);
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO decision_reader', 's_' || r.sch);
    PERFORM put('SCHEMA s_' || r.sch, r.sch);
  END LOOP;
  FOR r IN SELECT sch, tab, array_agg('c_' || col ORDER BY col) AS cols
             FROM place GROUP BY 1, 2 LOOP
    PERFORM make_table(format('s_%s.t_%s', r.sch, r.tab), r.cols);
    PERFORM put(format('TABLE s_%s.t_%s', r.sch, r.tab), r.tab);
  END LOOP;
  FOR r IN SELECT * FROM place LOOP
    PERFORM put(format('COLUMN s_%s.t_%s.c_%s', r.sch, r.tab, r.col), r.col, 'c_' || r.col);
  END LOOP;
END $$;

-- ---- what should come and what came ----

CREATE TABLE outcome (
  db text, sch text, tab text, col text, p text,
  kind text, rows text[],                       -- by the rule
  verdict text,                                 -- purpose.verdict()
  got_rows text[], got_error text);             -- by SELECT
CREATE INDEX ON outcome (db, sch, tab, p);

-- The test's own tables are in this database and under its labels.  "audit"
-- is a purpose that no label of the database denies; what the test itself
-- does, it does for that.
SECURITY LABEL FOR purpose ON SCHEMA public IS 'UNRESTRICTED';
SET purpose.current = 'audit';

-- Run a query as the reader who declares a purpose; one value, or an error.
CREATE PROCEDURE read_as(purpose text, query text, INOUT got jsonb,
                         INOUT state text, INOUT detail text)
LANGUAGE plpgsql AS $$
BEGIN
  got := NULL; state := NULL; detail := NULL;
  BEGIN
    PERFORM set_config('purpose.current', purpose, false),
            set_config('role', 'decision_reader', false);
    EXECUTE query INTO got;
  EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
    state := SQLSTATE;
  END;
  PERFORM set_config('role', 'none', false),
          set_config('purpose.current', 'audit', false);
END $$;

-- Of one table for one purpose: one SELECT of all columns that the rule opens,
-- masks or nulls, each of which must come as it should; and one of all that it
-- blocks, whose error must list every one of them, and no other.  No ORDER BY:
-- "id" may be under the table's label.  Nine rows of a heap come in order.
CREATE PROCEDURE read_table(d text, s text, t text, purpose text) LANGUAGE plpgsql AS $$
DECLARE
  open text[];
  blocked text[];
  listed text[];
  query text;
  got jsonb;
  state text;
  detail text;
BEGIN
  SELECT array_agg(col) FILTER (WHERE kind <> 'block'),
         array_agg(col) FILTER (WHERE kind = 'block') INTO open, blocked
    FROM outcome WHERE db = d AND sch = s AND tab = t AND p = purpose;
  IF open IS NOT NULL THEN
    query := format('SELECT jsonb_build_object(%s) FROM s_%s.t_%s',
                    (SELECT string_agg(format('%L, jsonb_agg(c_%s)', c, c), ', ')
                       FROM unnest(open) c), s, t);
    CALL read_as(purpose, query, got, state, detail);
    UPDATE outcome o
       SET got_error = state,
           got_rows = (SELECT array_agg(e) FROM jsonb_array_elements_text(got -> o.col) e)
     WHERE db = d AND sch = s AND tab = t AND p = purpose AND col = ANY (open);
  END IF;
  IF blocked IS NOT NULL THEN
    query := format('SELECT to_jsonb(r) FROM (SELECT %s FROM s_%s.t_%s) r',
                    (SELECT string_agg('c_' || c, ', ') FROM unnest(blocked) c), s, t);
    CALL read_as(purpose, query, got, state, detail);
    SELECT array_agg(m[1]) INTO listed
      FROM regexp_matches(detail, '\mt_' || t || '\.c_(\w+)', 'g') m;
    UPDATE outcome
       SET got_error = state
     WHERE db = d AND sch = s AND tab = t AND p = purpose AND col = ANY (listed);
  END IF;
END $$;

CREATE PROCEDURE read_all() LANGUAGE plpgsql AS $$
DECLARE
  d text;
  r record;
BEGIN
  FOR d IN SELECT name FROM form WHERE levels ~ 'd' LOOP
    PERFORM put(format('DATABASE %I', current_database()), d);
    INSERT INTO outcome
      SELECT d, sch, tab, col, p, (a).kind, rows_of(a),
             purpose.verdict(format('s_%s.t_%s', sch, tab)::regclass,
                             ('c_' || col)::name, nullif(p, ''))
        FROM (SELECT *, combined(ARRAY[rule(col, tab, sch, d, p)]) AS a
                FROM place, try OFFSET 0) AS x;
    COMMIT;
    FOR r IN SELECT DISTINCT sch, tab, p FROM place, try LOOP
      CALL read_table(d, r.sch, r.tab, r.p);
    END LOOP;
    COMMIT;
  END LOOP;
  EXECUTE format('SECURITY LABEL FOR purpose ON DATABASE %I IS NULL', current_database());
END $$;
CALL read_all();

-- The model must exercise what it claims to: every kind of answer, often.
SELECT cmp_ok(count(*), '>=', 30000::bigint, 'tens of thousands of combinations were tried')
  FROM outcome;
SELECT cmp_ok((SELECT count(*) FROM outcome WHERE kind = k), '>=', 1000::bigint,
              'many of them give the answer ' || k)
  FROM unnest('{allow,conditional,mask,"null",block}'::text[]) k;
SELECT is(label,
          'ALLOW service WHEN (c1); ALLOW customer_service; ALLOW refund WHEN (c2); '
          'ELSE MASK WITH (''masked '' || id::text)', 'labels are spelled from the model')
  FROM spelled WHERE name = 'wu';

CREATE FUNCTION mismatches(condition text) RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT col, tab, sch, db, p, kind, verdict, rows, got_rows, got_error
                   FROM outcome WHERE %s ORDER BY 1, 2, 3, 4, 5 LIMIT 20', condition)
$$;
SELECT is_empty(mismatches('verdict IS DISTINCT FROM kind'),
                'purpose.verdict() says what the rule says');
SELECT is_empty(mismatches($$kind <> 'block' AND got_error IS NOT NULL$$),
                'what is not blocked raises no error');
SELECT is_empty(mismatches($$kind <> 'block' AND rows IS DISTINCT FROM got_rows$$),
                'what is not blocked comes as value, mask or NULL, row by row');
SELECT is_empty(mismatches($$kind = 'block' AND got_error IS DISTINCT FROM '42501'$$),
                'what is blocked is an error that lists it');

-- Blocked together is not blocked alone: here every column by itself.
CREATE TABLE alone (tab text, col text, p text, kind text, state text);
DO $$
DECLARE
  r record;
  got jsonb;
  state text;
  detail text;
BEGIN
  FOR r IN SELECT * FROM outcome WHERE db = 'none' AND sch = 'none' LOOP
    CALL read_as(r.p, format('SELECT to_jsonb(c_%s) FROM s_none.t_%s', r.col, r.tab),
                 got, state, detail);
    INSERT INTO alone VALUES (r.tab, r.col, r.p, r.kind, state);
  END LOOP;
END $$;
SELECT is_empty($$SELECT * FROM alone
                   WHERE state IS DISTINCT FROM CASE WHEN kind = 'block' THEN '42501' END$$,
                'the same for each column in a statement of its own');

-- ======== 3. a walk over label changes ====================================
--
-- One column, labels changed at one level after another, read after each
-- change: what was remembered of the labels, and plans made under them, must
-- not outlive them.  The SELECT is in a function, whose plan is kept.

CREATE SCHEMA walk;
GRANT USAGE ON SCHEMA walk TO decision_reader;
SELECT make_table('walk.t', '{v}') AS made \gset
CREATE FUNCTION walk.read() RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  RETURN (SELECT to_jsonb(array_agg(v)) FROM walk.t);
END $$;
CREATE TABLE walk_step (
  n int, c text, t text, s text, d text, p text,
  kind text, rows text[], state text, got text[], verdict text);

DO $$
DECLARE
  -- the forms that fit on a table (no mask), on a schema (no condition either);
  -- on the database those that leave "audit" alone
  forms_c text[] := (SELECT array_agg(name ORDER BY name) FROM form);
  forms_t text[] := (SELECT array_agg(name ORDER BY name) FROM form
                      WHERE otherwise IS DISTINCT FROM 'mask');
  forms_s text[] := (SELECT array_agg(name ORDER BY name) FROM form
                      WHERE otherwise IS DISTINCT FROM 'mask' AND name !~ '^w');
  forms_d text[] := (SELECT array_agg(name ORDER BY name) FROM form WHERE levels ~ 'd');
  now text[] := '{none,none,none,none}';         -- column, table, schema, database
  a answers;
  got jsonb;
  state text;
  detail text;
  purpose text;
BEGIN
  FOR n IN 1 .. 400 LOOP
    CASE (n * 7) % 5
      WHEN 0 THEN now[1] := forms_c[1 + (n * 13 + n / 3) % cardinality(forms_c)];
                  PERFORM put('COLUMN walk.t.v', now[1]);
      WHEN 1 THEN now[1] := 'none';
                  PERFORM put('COLUMN walk.t.v', now[1]);
      WHEN 2 THEN now[2] := forms_t[1 + (n * 5 + n / 7) % cardinality(forms_t)];
                  PERFORM put('TABLE walk.t', now[2]);
      WHEN 3 THEN now[3] := forms_s[1 + (n * 3 + n / 5) % cardinality(forms_s)];
                  PERFORM put('SCHEMA walk', now[3]);
      ELSE        now[4] := forms_d[1 + (n + n / 11) % cardinality(forms_d)];
                  PERFORM put(format('DATABASE %I', current_database()), now[4]);
    END CASE;
    FOREACH purpose IN ARRAY '{audit,refund,service,newsletter,""}'::text[] LOOP
      a := combined(ARRAY[rule(now[1], now[2], now[3], now[4], purpose)]);
      CALL read_as(purpose, 'SELECT walk.read()', got, state, detail);
      INSERT INTO walk_step VALUES (
        n, now[1], now[2], now[3], now[4], purpose, (a).kind, rows_of(a), state,
        (SELECT array_agg(e) FROM jsonb_array_elements_text(got) e),
        purpose.verdict('walk.t', 'v', nullif(purpose, '')));
    END LOOP;
  END LOOP;
  EXECUTE format('SECURITY LABEL FOR purpose ON DATABASE %I IS NULL', current_database());
END $$;

SELECT cmp_ok(count(DISTINCT kind), '=', 5::bigint, 'the walk comes by every kind of answer')
  FROM walk_step;
SELECT is_empty($$SELECT * FROM walk_step WHERE verdict IS DISTINCT FROM kind LIMIT 20$$,
                'purpose.verdict() keeps up with label changes');
SELECT is_empty($$SELECT * FROM walk_step
                   WHERE CASE WHEN kind = 'block' THEN state IS DISTINCT FROM '42501'
                              ELSE state IS NOT NULL OR got IS DISTINCT FROM rows END LIMIT 20$$,
                'so does a kept plan');

-- ======== 4. parents and children =========================================

CREATE SCHEMA family;
GRANT USAGE ON SCHEMA family TO decision_reader;
SELECT make_table('family.p', '{v}') AS made \gset
CREATE TABLE family.k1 () INHERITS (family.p);
CREATE TABLE family.k2 () INHERITS (family.p);
TRUNCATE family.p;
GRANT SELECT ON ALL TABLES IN SCHEMA family TO decision_reader;
-- Each of the three holds some of the rows, so that all of them together are
-- the model's; read ONLY or alone, the others are missing.
INSERT INTO family.p SELECT * FROM model_row WHERE id % 3 = 0;
INSERT INTO family.k1 SELECT * FROM model_row WHERE id % 3 = 1;
INSERT INTO family.k2 SELECT * FROM model_row WHERE id % 3 = 2;

CREATE TABLE family_case (
  p text, k1 text, k2 text, purpose text, what text, kind text, rows text[],
  state text, got text[], verdict text);

-- The values of the rows whose id leaves one of these remainders.
CREATE FUNCTION only_rows(r text[], remainders int[]) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT array_agg(v ORDER BY n) FROM unnest(r) WITH ORDINALITY u (v, n)
   WHERE n % 3 = ANY (remainders)
$$;

CREATE PROCEDURE family_read() LANGUAGE plpgsql AS $$
DECLARE
  forms text[] := '{none,list,mid,leaf,both,w,wd}';
  f_p text;
  f_1 text;
  f_2 text;
  r record;
  a answers;
  got jsonb;
  state text;
  detail text;
BEGIN
  FOREACH f_p IN ARRAY forms LOOP
    PERFORM put('COLUMN family.p.v', f_p);
    FOREACH f_1 IN ARRAY forms LOOP
      PERFORM put('COLUMN family.k1.v', f_1);
      FOREACH f_2 IN ARRAY forms LOOP
        PERFORM put('COLUMN family.k2.v', f_2);
        FOR r IN
          SELECT * FROM (VALUES ('audit'), ('refund'), ('service'), ('newsletter'), ('')) x (p),
            (VALUES ('family.p', 'p', ARRAY[f_p, f_1, f_2], '{0,1,2}'::int[]),
                    ('ONLY family.p', NULL, ARRAY[f_p], '{0}'),
                    ('family.k1', 'k1', ARRAY[f_1, f_p], '{1}')) y (what, rel, forms, remainders)
        LOOP
          a := combined((SELECT array_agg(rule(f, 'none', 'none', 'none', r.p))
                           FROM unnest(r.forms) f));
          -- "id" is open: the row order must be the model's
          CALL read_as(r.p, 'SELECT to_jsonb(array_agg(v ORDER BY id)) FROM ' || r.what,
                       got, state, detail);
          INSERT INTO family_case VALUES (
            f_p, f_1, f_2, r.p, r.what, (a).kind, only_rows(rows_of(a), r.remainders),
            state, (SELECT array_agg(e) FROM jsonb_array_elements_text(got) e),
            CASE WHEN r.rel IS NOT NULL
                 THEN purpose.verdict(('family.' || r.rel)::regclass, 'v', nullif(r.p, '')) END);
        END LOOP;
      END LOOP;
      COMMIT;
    END LOOP;
  END LOOP;
END $$;
CALL family_read();

SELECT cmp_ok((SELECT count(*) FROM family_case WHERE kind = k), '>=', 100::bigint,
              'in families, too: many answers ' || k)
  FROM unnest('{allow,conditional,mask,"null",block}'::text[]) k;
SELECT cmp_ok(count(*), '>=', 20::bigint, 'a good many of two conditions at once')
  FROM family_case WHERE kind = 'conditional' AND p = 'w' AND 'wd' IN (k1, k2);
SELECT is_empty($$SELECT * FROM family_case WHERE verdict <> kind LIMIT 20$$,
                'purpose.verdict() combines as the rule does');
SELECT is_empty($$SELECT * FROM family_case
                   WHERE CASE WHEN kind = 'block' THEN state IS DISTINCT FROM '42501'
                              ELSE state IS NOT NULL OR got IS DISTINCT FROM rows END LIMIT 20$$,
                'and so does a SELECT: from the parent, from ONLY the parent, from a child');

-- By hand: what the model has no words for.  Levels of inheritance, several
-- parents, partitions, and columns that the others lack.
CREATE FUNCTION look(purpose text, what text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  got jsonb;
  state text;
  detail text;
BEGIN
  CALL read_as(purpose, format('SELECT to_jsonb(array_agg(v ORDER BY id)) FROM %s', what),
               got, state, detail);
  RETURN coalesce(state, (SELECT string_agg(coalesce(e, 'null'), ' ')
                            FROM jsonb_array_elements_text(got) e));
END $$;

CREATE SCHEMA gen;
GRANT USAGE ON SCHEMA gen TO decision_reader;
CREATE TABLE gen.grand (id int, v text);
CREATE TABLE gen.other (v text, id int);        -- columns in another order
CREATE TABLE gen.child (extra boolean) INHERITS (gen.grand, gen.other);
CREATE TABLE gen.grandchild () INHERITS (gen.child);
INSERT INTO gen.grand VALUES (1, 'grand');
INSERT INTO gen.child (id, v, extra) VALUES (2, 'child', true), (3, 'child', false);
INSERT INTO gen.grandchild (id, v, extra) VALUES (4, 'leaf', true);
GRANT SELECT ON ALL TABLES IN SCHEMA gen TO decision_reader;

SECURITY LABEL FOR purpose ON COLUMN gen.grand.v IS 'ALLOW service; ELSE NULL';
SELECT is(look('audit', 'gen.grandchild'), 'null', 'a grandparent''s label holds for a grandchild');
SELECT is(look('refund', 'gen.grandchild'), 'leaf', '... and allows as it does there');
SECURITY LABEL FOR purpose ON COLUMN gen.other.v IS 'ALLOW audit; ELSE NULL';
SELECT is(look('refund', 'gen.grand'), 'null null null null',
          'reading through one parent, the other parent''s label counts for the child they share');
SELECT is(look('refund', 'ONLY gen.grand'), 'grand', '... but not for ONLY the parent');
SELECT is(look('audit', 'gen.child'), 'null null null', 'a child of two parents: neither purpose suffices');
SECURITY LABEL FOR purpose ON COLUMN gen.grand.v IS NULL;
SECURITY LABEL FOR purpose ON COLUMN gen.other.v IS NULL;

SECURITY LABEL FOR purpose ON COLUMN gen.child.v IS 'ALLOW service WHEN (extra); ELSE NULL';
SELECT is(look('refund', 'gen.child'), 'child null leaf', 'a condition on a column of the child, read there');
SELECT is(look('refund', 'gen.grand'), 'null null null null',
          'read through a parent that lacks the column, the condition is false');
SELECT is(look('refund', 'ONLY gen.grand'), 'grand', '... and does not touch ONLY the parent');
SECURITY LABEL FOR purpose ON COLUMN gen.child.v IS NULL;

-- Partitions: the same, and a label may stand on either side.
CREATE TABLE gen.part (id int, v text) PARTITION BY LIST (id);
CREATE TABLE gen.part1 PARTITION OF gen.part FOR VALUES IN (1);
CREATE TABLE gen.part2 (v text, dropped int, id int);
ALTER TABLE gen.part2 DROP COLUMN dropped;       -- attribute numbers differ
ALTER TABLE gen.part ATTACH PARTITION gen.part2 FOR VALUES IN (2);
INSERT INTO gen.part VALUES (1, 'one'), (2, 'two');
GRANT SELECT ON ALL TABLES IN SCHEMA gen TO decision_reader;
SECURITY LABEL FOR purpose ON COLUMN gen.part.v IS 'ALLOW service; ELSE MASK WITH (upper(v))';
SELECT is(look('audit', 'gen.part'), 'ONE TWO', 'a partitioned table');
SELECT is(look('audit', 'gen.part2'), 'TWO', 'its partition, read directly');
SECURITY LABEL FOR purpose ON COLUMN gen.part2.v IS 'ALLOW audit; ELSE NULL';
SELECT is(look('audit', 'gen.part2'), 'TWO', 'a partition''s own label does not lift the table''s');
SELECT is(look('refund', 'gen.part2'), 'null', '... but adds to it');
SELECT is(look('refund', 'gen.part1'), 'one', '... for that partition');
SELECT is(look('refund', 'gen.part'), 'null null', '... and for the whole, which contains it');
SECURITY LABEL FOR purpose ON COLUMN gen.part2.v IS NULL;
SECURITY LABEL FOR purpose ON TABLE gen.part2 IS 'DENY refund; ELSE NULL';
SELECT is(look('refund', 'ONLY gen.part'), NULL, 'ONLY a partitioned table has no rows');
SECURITY LABEL FOR purpose ON COLUMN gen.part2.id IS 'UNRESTRICTED';
SELECT is(look('refund', 'gen.part'), '42501',
          'a DENY of the partition''s table counts for every column, "id" as well');
SELECT is(look('refund', 'gen.part1'), 'one', '... not for its sibling');

SELECT * FROM finish();

RESET purpose.current;
DROP OWNED BY decision_reader;
DROP ROLE decision_reader;
