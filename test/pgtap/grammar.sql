--
-- The grammar of labels: what is accepted, what is refused and with which
-- SQLSTATE, and that neither depends on the settings of the session.
--
-- Messages and positions, as psql shows them, are in sql/labels.sql.
--
\set ECHO none
SET client_min_messages = error;

BEGIN;
SELECT plan(438);

CREATE SCHEMA g;
CREATE TYPE g.color AS ENUM ('red', 'green');
CREATE DOMAIN g.code AS text CHECK (length(value) = 4);
CREATE TABLE g.t (
  id int, v text, c boolean, n int, d date, small varchar(4), j jsonb,
  color g.color, code g.code, arr int[], "Odd ) Name" boolean, "größe" int);
INSERT INTO g.t (id, v, c, n) VALUES (1, 'value', true, 42);
CREATE TABLE g.other (id int, c boolean);
CREATE ROLE grammar_role;

-- Purposes may have names that are keywords, of SQL or of labels.
INSERT INTO purpose.vocabulary (name) VALUES
  ('service'), ('audit'), ('_x9'), ('a'), (rpad('long', 63, 'g')),
  ('select'), ('user'), ('null'), ('when'), ('allow'), ('else'), ('block'), ('unrestricted');

-- Put a label on an object and take it back: "ok", or the SQLSTATE.
CREATE FUNCTION try(object text, label text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('SECURITY LABEL FOR purpose ON %s IS %L', object, label);
  RAISE EXCEPTION 'undo';
EXCEPTION
  WHEN raise_exception THEN RETURN 'ok';
  WHEN OTHERS THEN RETURN SQLSTATE;
END $$;

-- ======== the label of a column ===========================================

CREATE TEMP TABLE text_case (n serial, label text, expected text, why text);
INSERT INTO text_case (label, expected, why) VALUES
-- clauses
('ALLOW service', 'ok', 'one clause'),
('ALLOW service;', 'ok', 'a semicolon at the end'),
('ALLOW service; DENY audit; ELSE NULL', 'ok', 'one of each'),
('ELSE NULL; DENY audit; ALLOW service', 'ok', 'in any order'),
('ALLOW service; ALLOW audit; ALLOW a', 'ok', 'several ALLOWs'),
('DENY service; DENY audit', 'ok', 'several DENYs'),
('DENY audit', 'ok', 'DENY alone'),
('ELSE NULL', 'ok', 'ELSE alone'),
('UNRESTRICTED', 'ok', 'UNRESTRICTED'),
('UNRESTRICTED;', 'ok', 'UNRESTRICTED with a semicolon'),
('', '42601', 'an empty label'),
('   ', '42601', 'a blank label'),
(';', '42601', 'a semicolon alone'),
('-- nothing', '42601', 'a comment alone'),
('; ALLOW service', '42601', 'a semicolon first'),
('ALLOW service;; ELSE NULL', '42601', 'two semicolons'),
('ALLOW service ELSE NULL', '42601', 'no semicolon'),
('ALLOW service, ELSE NULL', '42601', 'a comma for a semicolon'),
('UNRESTRICTED; ALLOW service', '42601', 'UNRESTRICTED and more'),
('ALLOW service; UNRESTRICTED', '42601', 'more and UNRESTRICTED'),
('UNRESTRICTED UNRESTRICTED', '42601', 'UNRESTRICTED twice'),
('PERMIT service', '42601', 'no such clause'),
('service', '42601', 'a purpose alone'),
('DECLARE service', '42601', 'a clause of roles'),
('ADMINISTER', '42601', 'the other clause of roles'),
('ALLOW', '42601', 'ALLOW whom?'),
('DENY', '42601', 'DENY whom?'),
('ALLOW; ELSE NULL', '42601', 'ALLOW nobody'),
-- keywords and names
('allow service; deny audit; else null', 'ok', 'keywords in lower case'),
('AlLoW service; dEnY audit; ElSe BlOcK', 'ok', 'keywords in any case'),
('ELSE mask with (v)', 'ok', 'MASK WITH in lower case'),
('unRestricted', 'ok', 'UNRESTRICTED in any case'),
('ALLOW service, audit,a', 'ok', 'a list'),
('ALLOW service, service', 'ok', 'a purpose twice'),
('ALLOW _x9', 'ok', 'underscore and digit'),
('ALLOW SERVICE', 'ok', 'upper case is folded, as in SQL'),
('ALLOW any', 'ok', 'ANY in lower case'),
('DENY ANY', 'ok', 'DENY ANY'),
('ALLOW ' || rpad('long', 63, 'g'), 'ok', 'a name of 63 bytes'),
('ALLOW ' || rpad('long', 64, 'g'), '42601', 'of 64, which the scanner would cut off'),
('ALLOW ' || rpad('long', 200, 'g'), '42601', 'of 200'),
('ALLOW select, user, null, else, block, unrestricted', 'ok', 'names that are keywords'),
('ALLOW when WHEN (c)', 'ok', 'a purpose called when'),
('ALLOW allow; ELSE NULL', 'ok', 'a purpose called allow'),
('ALLOW nonesuch', '42704', 'a purpose that does not exist'),
('DENY nonesuch', '42704', 'nor for DENY'),
('ALLOW service, nonesuch', '42704', 'the second of a list'),
('ALLOW service,', '42601', 'a list that ends with a comma'),
('ALLOW , service', '42601', 'a list that begins with a comma'),
('DENY , service', '42601', 'the same for DENY'),
('ALLOW service,, audit', '42601', 'two commas'),
('ALLOW service audit', '42601', 'no comma'),
('ALLOW ANY, service', '42601', 'ANY and others'),
('ALLOW service, ANY', '42601', 'others and ANY'),
('ALLOW "service"', '42601', 'a quoted name'),
('ALLOW "Service"', '42601', 'a quoted name in upper case'),
('"allow" service', '42601', 'a quoted keyword'),
('ALLOW U&"service"', '42601', 'a name in Unicode escapes'),
('ALLOW ''service''', '42601', 'a string for a name'),
('E''allow'' service', '42601', 'a string for a keyword'),
('ALLOW $$service$$', '42601', 'a dollar quote for a name'),
('ALLOW 1', '42601', 'a number for a name'),
('ALLOW 1a', '42601', 'a name that begins with a digit'),
('ALLOW ser$vice', '42601', 'a dollar sign in a name'),
('ALLOW service.audit', '42601', 'a qualified name'),
('ALLOW größe', '42601', 'letters beyond ASCII'),
('ALLOW servic' || U&'\0435', '42601', 'a Cyrillic letter that looks like another'),
('ALLOW' || U&'\00A0' || 'service', '42601', 'a no-break space is no space'),
('ALLOW $1', '42601', 'a parameter'),
('ALLOW *', '42601', 'an asterisk'),
('ALLOW (service)', '42601', 'parentheses around a name'),
-- white space and comments
(E'\n\tALLOW\r\nservice\f;\nELSE\nNULL\n', 'ok', 'white space of all kinds'),
('ALLOW/**/service/* no; ELSE BLOCK */;ELSE NULL--, DENY service', 'ok', 'comments between words'),
('ALLOW service /* outer /* inner */ still outer */', 'ok', 'nested comments'),
('ALLOW service /* never closed', '42601', 'a comment that does not end'),
('ALLOW service -- ; ELSE NULL' || E'\n; ELSE BLOCK', 'ok', 'a line comment ends with its line'),
-- ELSE
('ELSE BLOCK', 'ok', 'BLOCK'),
('ELSE NULL; ELSE NULL', '42601', 'ELSE twice'),
('ELSE NULL; ALLOW service; ELSE BLOCK', '42601', 'ELSE twice, apart'),
('ELSE', '42601', 'ELSE what?'),
('ELSE ALLOW service', '42601', 'no such ELSE'),
('ELSE BLOCK NULL', '42601', 'two of them'),
('ELSE MASK', '42601', 'MASK without WITH'),
('ELSE MASK (v)', '42601', 'MASK without WITH, but an expression'),
('ELSE MASK WITH', '42601', 'MASK WITH what?'),
('ELSE MASK WITH v', '42601', 'no parentheses'),
('ELSE MASK WITH ()', '42601', 'nothing in them'),
('ELSE NULL (v)', '42601', 'an expression where none belongs'),
('DENY service WHEN (c)', '42601', 'DENY knows no WHEN'),
('ELSE NULL WHEN (c)', '42601', 'nor does ELSE'),
('ALLOW service WHEN c', '42601', 'WHEN without parentheses'),
('ALLOW service WHEN', '42601', 'WHEN what?'),
('ALLOW WHEN (c)', '42601', 'WHEN without a purpose'),
('ALLOW service WHEN (c) WHEN (c)', '42601', 'WHEN twice'),
('ALLOW service WHEN (c), audit', '42601', 'a list goes before WHEN'),
('ALLOW service, audit WHEN (c)', 'ok', '... like this'),
('ALLOW service WHEN (c); ALLOW service WHEN (n > 3)', 'ok', 'the same purpose on two conditions'),
('ALLOW ANY WHEN (c)', 'ok', 'ANY on a condition'),
-- where an expression ends
('ELSE MASK WITH ((((v))))', 'ok', 'nested parentheses'),
('ELSE MASK WITH (upper(lower((v))))', 'ok', 'calls'),
('ELSE MASK WITH ('')'')', 'ok', 'a parenthesis in a string'),
('ELSE MASK WITH (''('' || v)', 'ok', 'an opening one'),
('ELSE MASK WITH ('';'' || '' ELSE NULL'')', 'ok', 'a clause in a string'),
('ELSE MASK WITH (''it''''s )'')', 'ok', 'a doubled quote'),
('ELSE MASK WITH (E''\\'')', 'ok', 'an escaped backslash'),
('ELSE MASK WITH (E''\'')'')', '42601', 'an escaped quote, which no setting allows'),
('ELSE MASK WITH (E''\\\\)'')', 'ok', 'an escape string'),
('ELSE MASK WITH (U&''\0029'')', 'ok', 'a Unicode string'),
('ELSE MASK WITH (U&''\0029'' UESCAPE ''!'')', 'ok', '... with UESCAPE'),
('ELSE MASK WITH ($$)$$)', 'ok', 'a parenthesis in a dollar quote'),
('ELSE MASK WITH ($tag$ $$ ) '' $tag$)', 'ok', 'dollar quotes with a tag'),
('ELSE MASK WITH ($tag$ ) $TAG$)', '42601', '... that does not end'),
('ALLOW service WHEN ("Odd ) Name")', 'ok', 'a parenthesis in a quoted column'),
('ALLOW service WHEN ("größe" > 1)', 'ok', 'a quoted column beyond ASCII'),
('ALLOW service WHEN (größe > 1)', 'ok', '... and without the quotes'),
('ALLOW service WHEN (c /* ) */)', 'ok', 'a parenthesis in a comment'),
('ALLOW service WHEN (c -- )' || E'\n)', 'ok', '... in a line comment'),
('ALLOW service WHEN (c -- )', '42601', 'a line comment that swallows the end'),
('ALLOW service WHEN (c', '42601', 'a parenthesis is open'),
('ALLOW service WHEN ((c)', '42601', 'one of two is open'),
('ALLOW service WHEN (c))', '42601', 'one too many'),
('ALLOW service WHEN (''c)', '42601', 'a string is open'),
('ALLOW service WHEN (c) OR (c)', '42601', 'an operator outside'),
('ALLOW service WHEN (c) AND NOT c', '42601', 'more of an expression outside'),
('ALLOW service WHEN (c) FROM g.t', '42601', 'a FROM outside'),
-- one expression and nothing else
('ALLOW service WHEN (c FROM g.other)', '42601', 'a FROM'),
('ALLOW service WHEN (c WHERE c)', '42601', 'a WHERE'),
('ALLOW service WHEN (c AS x)', '42601', 'an alias'),
('ALLOW service WHEN (c; c)', '42601', 'two'),
('ALLOW service WHEN (c := true)', '42601', 'an assignment'),
('ALLOW service WHEN (*)', '42601', 'an asterisk'),
('ALLOW service WHEN (DEFAULT)', '42601', 'DEFAULT'),
('ALLOW service WHEN (INSERT INTO g.t DEFAULT VALUES)', '42601', 'a statement'),
('ALLOW service WHEN (c, c)', '42804', 'a row'),
('ALLOW service WHEN (c) UNION SELECT true', '42601', 'a UNION'),
('ALLOW service WHEN (' || repeat('(', 30000) || 'c' || repeat(')', 30000) || ')', '42601', 'no end of parentheses'),
-- what it says
('ALLOW service WHEN (c AND NOT (n > 3 OR v IS NULL))', 'ok', 'a condition'),
('ALLOW service WHEN (true)', 'ok', 'a constant'),
('ALLOW service WHEN (NULL)', 'ok', 'NULL, which is never true'),
('ALLOW service WHEN (''true'')', 'ok', 'a string that reads as a boolean'),
('ALLOW service WHEN (''maybe'')', '22P02', '... that does not'),
('ALLOW service WHEN (1)', '42804', 'a number is no condition'),
('ALLOW service WHEN (v)', '42804', 'nor is text'),
('ALLOW service WHEN (t.c)', 'ok', 'a column by the name of the table'),
('ALLOW service WHEN (other.c)', '42P01', 'of another table'),
('ALLOW service WHEN (nonesuch)', '42703', 'a column that does not exist'),
('ALLOW service WHEN (t.nonesuch)', '42703', '... of the table'),
('ALLOW service WHEN (t IS NOT NULL)', 'ok', 'the whole row'),
('ALLOW service WHEN (current_user = ''x'' AND now() > d)', 'ok', 'what is not of the row'),
('ALLOW service WHEN (nonesuch(v))', '42883', 'a function that does not exist'),
('ALLOW service WHEN (v + 1 > 2)', '42883', 'an operator that does not exist'),
('ALLOW service WHEN (v::nonesuch IS NULL)', '42704', 'a type that does not exist'),
('ALLOW service WHEN (v COLLATE nonesuch = v)', '42704', 'a collation that does not exist'),
('ALLOW service WHEN (v COLLATE "C" = ''x'')', 'ok', 'a collation'),
('ALLOW service WHEN (CASE WHEN c THEN n > 1 ELSE false END)', 'ok', 'CASE has a WHEN and ELSE of its own'),
('ALLOW service WHEN (n = ANY (arr))', 'ok', 'ANY of SQL'),
('ALLOW service WHEN (count(*) > 1)', '42803', 'an aggregate'),
('ALLOW service WHEN (sum(n) OVER () > 1)', '42P20', 'a window function'),
('ALLOW service WHEN (row_number() OVER (ORDER BY n) > 1)', '42P20', 'another'),
('ALLOW service WHEN (generate_series(1, 2) > 1)', '0A000', 'a set-returning function'),
('ELSE MASK WITH (unnest(ARRAY[v]))', '0A000', '... in a mask'),
('ELSE MASK WITH (string_agg(v, '',''))', '42803', 'an aggregate in a mask'),
('ALLOW service WHEN (GROUPING(n) = 1)', '42803', 'GROUPING'),
('ALLOW service WHEN (v = $1)', '42P02', 'a parameter'),
('ALLOW service WHEN (CURRENT OF x)', '42601', 'a cursor'),
('ALLOW service WHEN (EXISTS (SELECT FROM g.other o WHERE o.id = t.id AND o.c))', 'ok', 'a sub-select'),
('ALLOW service WHEN ((SELECT count(*) > 1 FROM g.other))', 'ok', 'an aggregate in a sub-select'),
('ALLOW service WHEN (n IN (SELECT id FROM g.other))', 'ok', 'IN a sub-select'),
('ALLOW service WHEN (SELECT c FROM g.other)', 'ok', 'a sub-select by itself'),
('ALLOW service WHEN (EXISTS (SELECT FROM other))', '42P01', 'its tables must be qualified'),
('ALLOW service WHEN ((SELECT id, c FROM g.other))', '42601', 'of two columns'),
-- masks fit the column by assignment
('ELSE MASK WITH (''x'')', 'ok', 'a string'),
('ELSE MASK WITH (NULL)', 'ok', 'NULL'),
('ELSE MASK WITH (n)', 'ok', 'a number is assigned to text'),
('ELSE MASK WITH (left(v, 1) || ''***'')', 'ok', 'an expression'),
('ELSE MASK WITH (v || n)', 'ok', 'text and a number concatenated'),
('ELSE MASK WITH (n || v)', 'ok', '... the other way around'),
('ELSE MASK WITH (email(v))', 'ok', 'a function of the schema purpose'),
('ELSE MASK WITH (purpose.email(v))', 'ok', '... qualified'),
('ELSE MASK WITH (arr)', 'ok', 'everything is assigned to text, an array as well'),
('ELSE MASK WITH (t)', '42P17', '... but for what settings print, as the date in a row'),
-- functions of the user's
('ELSE MASK WITH (g.open(v))', '42P17', 'a function that does not fix its search_path'),
('ELSE MASK WITH (g.fixed(v))', 'ok', 'one that does'),
('ELSE MASK WITH (g.atomic(v))', 'ok', 'one whose body was parsed when it was created'),
('ELSE MASK WITH (g.sql_open(v))', '42P17', 'one in SQL'),
('ELSE MASK WITH (g.timeout(v))', '42P17', 'one that fixes something else'),
('ELSE MASK WITH (g.others(v))', '42P17', 'one whose owner may not administer purposes'),
('ELSE MASK WITH (g.administrators(v))', 'ok', 'one whose owner may'),
('ELSE MASK WITH (upper(g.open(v)))', '42P17', 'further down'),
('ELSE MASK WITH (v OPERATOR(g.@#@) v)', '42P17', 'below an operator'),
('ELSE MASK WITH ((SELECT g.open(t.v) FROM g.other))', '42P17', 'in a sub-select'),
('ALLOW service WHEN (g.open(v) IS NULL)', '42P17', 'in a condition'),
('ELSE MASK WITH (CASE WHEN c THEN g.open(v) END)', '42P17', 'in a branch'),
('ELSE MASK WITH (fixed(v))', '42883', 'they must be qualified'),
('ELSE MASK WITH (v @#@ v)', '42883', 'operators as well'),
('ELSE MASK WITH (v::g.code)', 'ok', 'a type of the user''s'),
('ELSE MASK WITH (v::code)', '42704', 'types must be qualified');

CREATE FUNCTION g.open(text) RETURNS text LANGUAGE plpgsql AS 'BEGIN RETURN $1; END';
CREATE FUNCTION g.fixed(text) RETURNS text LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS 'BEGIN RETURN $1; END';
CREATE FUNCTION g.timeout(text) RETURNS text LANGUAGE plpgsql
  SET statement_timeout = '1s' AS 'BEGIN RETURN $1; END';
CREATE FUNCTION g.sql_open(text) RETURNS text LANGUAGE sql AS 'SELECT upper($1)';
CREATE FUNCTION g.atomic(x text) RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT upper(x); END;
CREATE FUNCTION g.concat(text, text) RETURNS text LANGUAGE plpgsql AS 'BEGIN RETURN $1; END';
CREATE FUNCTION g.others(text) RETURNS text LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS 'BEGIN RETURN $1; END';
ALTER FUNCTION g.others OWNER TO grammar_role;
CREATE ROLE grammar_admin;
SECURITY LABEL FOR purpose ON ROLE grammar_admin IS 'ADMINISTER';
GRANT CREATE ON SCHEMA g TO grammar_admin;
CREATE FUNCTION g.administrators(text) RETURNS text LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS 'BEGIN RETURN $1; END';
ALTER FUNCTION g.administrators OWNER TO grammar_admin;
CREATE OPERATOR g.@#@ (FUNCTION = g.concat, LEFTARG = text, RIGHTARG = text);

SELECT is(try('COLUMN g.t.v', label), expected, why || ': ' || left(label, 60))
  FROM text_case ORDER BY n;

-- A session cannot change how a label reads: quotes, paths, formats.
CREATE FUNCTION try_with(setting text, value text, label text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config(setting, value, true);
  -- quoted by dollars: the statement around the label must read the same
  EXECUTE 'SECURITY LABEL FOR purpose ON COLUMN g.t.v IS $label$' || label || '$label$';
  RAISE EXCEPTION 'undo';
EXCEPTION
  WHEN raise_exception THEN RETURN 'ok';
  WHEN OTHERS THEN RETURN SQLSTATE;
END $$;
SELECT is_empty(format($$
  SELECT n, label, expected, try_with(%1$L, %2$L, label)
    FROM text_case WHERE try_with(%1$L, %2$L, label) <> expected ORDER BY n$$, name, value),
  'all the same with ' || name || ' = ' || value)
  FROM (VALUES ('standard_conforming_strings',
                CASE WHEN current_setting('server_version_num')::int < 190000 THEN 'off' ELSE 'on' END),
               ('backslash_quote', 'on'),
               ('search_path', 'g, public'), ('transform_null_equals', 'on'),
               ('datestyle', 'German, DMY'), ('array_nulls', 'off')) s (name, value);

-- What was read is what was written.
CREATE FUNCTION reads(label text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('SECURITY LABEL FOR purpose ON COLUMN g.t.v IS %L', label);
  RETURN (SELECT concat_ws(' | ', allow, deny, otherwise) FROM purpose.column_policies
           WHERE relation = 'g.t'::regclass AND column_name = 'v');
END $$;
SELECT is(reads('allow SERVICE ,audit;deny A;Else Null'), 'service, audit | a (column) | NULL',
          'purposes and ELSE');
SELECT is(reads('ALLOW service /* , audit */; -- DENY a' || E'\n ELSE BLOCK'), 'service |  | BLOCK',
          'comments are not read');
SELECT is(reads('ALLOW service WHEN (v = '')''); ELSE MASK WITH ( left(v, 1) )'),
          'service WHEN (v = '')'') |  | MASK WITH ( left(v, 1) )', 'expressions, character by character');
SELECT is(reads('DENY a; DENY service'), 'ANY | a, service (column) | BLOCK', 'a DENY alone allows ANY');
SELECT is(reads('ELSE NULL'), ' |  | NULL', 'an ELSE alone allows nobody');
SELECT is(reads('UNRESTRICTED'), 'UNRESTRICTED |  | BLOCK', 'UNRESTRICTED');
SELECT is((SELECT label FROM pg_seclabels WHERE provider = 'purpose' AND objname = 'g.t.v'),
          'UNRESTRICTED', 'and stored as it was written');

-- ======== masks of other types ============================================

SELECT is(try('COLUMN g.t.' || col, 'ELSE MASK WITH (' || mask || ')'), expected,
          format('a mask of %s: %s', col, mask))
  FROM (VALUES
    ('n', '0', 'ok'), ('n', 'n / 10 * 10', 'ok'), ('n', '1.5', 'ok'), ('n', '7::bigint', 'ok'),
    ('n', '''7''', 'ok'), ('n', '''seven''', '22P02'), ('n', 'v', '42804'), ('n', 'c', '42804'),
    ('n', 'd', '42804'), ('n', 'left(v, 1)', '42804'), ('n', 'length(v)', 'ok'),
    ('c', 'false', 'ok'), ('c', '0', '42804'), ('c', 'v', '42804'),
    ('d', '''2000-01-01''', 'ok'), ('d', '''31.12.1999''', '22008'), ('d', 'now()', 'ok'), ('d', 'n', '42804'),
    ('d', 'truncate_date(d, ''year'')', 'ok'),
    ('small', '''longer than it''', 'ok'), ('small', 'v', 'ok'),
    ('j', '''{}''', 'ok'), ('j', '''{''', '22P02'), ('j', 'v', '42804'), ('j', 'jsonb_remove(j, ''a'')', 'ok'),
    ('color', '''red''', 'ok'), ('color', '''blue''', '22P02'), ('color', 'v', '42804'),
    ('code', '''abcd''', 'ok'), ('code', 'v', 'ok'), ('code', 'n', 'ok'),
    ('arr', '''{}''', 'ok'), ('arr', 'ARRAY[1]', 'ok'), ('arr', 'ARRAY[v]', '42804'), ('arr', 'n', '42804')
  ) c (col, mask, expected);
-- A mask has its column's typmod, as an assignment has.
SECURITY LABEL FOR purpose ON COLUMN g.t.small IS 'ELSE MASK WITH (v)';
SELECT throws_ok('SELECT small FROM g.t', '22001', NULL, 'a mask that is too long for its column is an error');
SECURITY LABEL FOR purpose ON COLUMN g.t.small IS 'ELSE MASK WITH (left(v, 4))';
SELECT results_eq('SELECT small FROM g.t', ARRAY['valu'::varchar], 'one that fits is not');
SECURITY LABEL FOR purpose ON COLUMN g.t.code IS 'ELSE MASK WITH (v)';
SELECT throws_ok('SELECT code FROM g.t', '23514', NULL, 'the same for a domain''s constraint');

-- ======== other objects ===================================================

SELECT is(try(object, label), expected, format('%s: %s', object, label))
  FROM (VALUES
    ('TABLE g.t', 'ALLOW service; DENY audit; ELSE NULL', 'ok'),
    ('TABLE g.t', 'ALLOW service WHEN (c)', 'ok'),
    ('TABLE g.t', 'ALLOW service WHEN (nonesuch)', '42703'),
    ('TABLE g.t', 'ALLOW service WHEN (v)', '42804'),
    ('TABLE g.t', 'ELSE MASK WITH (v)', '42601'),
    ('TABLE g.t', 'ELSE BLOCK', 'ok'),
    ('TABLE g.t', 'UNRESTRICTED', 'ok'),
    ('TABLE g.t', 'DECLARE service', '42601'),
    ('SCHEMA g', 'ALLOW service; DENY audit; ELSE NULL', 'ok'),
    ('SCHEMA g', 'ALLOW service WHEN (true)', '0A000'),
    ('SCHEMA g', 'ELSE MASK WITH (''x'')', '42601'),
    ('SCHEMA g', 'UNRESTRICTED', 'ok'),
    ('SCHEMA g', 'ALLOW nonesuch', '42704'),
    (format('DATABASE %I', current_database()), 'ALLOW service; ELSE NULL', 'ok'),
    (format('DATABASE %I', current_database()), 'ALLOW service WHEN (true)', '0A000'),
    (format('DATABASE %I', current_database()), 'ELSE MASK WITH (''x'')', '42601'),
    (format('DATABASE %I', current_database()), 'UNRESTRICTED', 'ok'),
    ('ROLE grammar_role', 'DECLARE service', 'ok'),
    ('ROLE grammar_role', 'declare service, audit; administer;', 'ok'),
    ('ROLE grammar_role', 'ADMINISTER', 'ok'),
    ('ROLE grammar_role', 'ADMINISTER; ADMINISTER', 'ok'),
    ('ROLE grammar_role', 'DECLARE ANY', 'ok'),
    ('ROLE grammar_role', 'DECLARE service; DECLARE audit', 'ok'),
    ('ROLE grammar_role', 'DECLARE', '42601'),
    ('ROLE grammar_role', 'DECLARE , service', '42601'),
    ('ROLE grammar_role', 'DECLARE ANY, service', '42601'),
    ('ROLE grammar_role', 'DECLARE nonesuch', '42704'),
    ('ROLE grammar_role', 'DECLARE service WHEN (true)', '42601'),
    ('ROLE grammar_role', 'ADMINISTER service', '42601'),
    ('ROLE grammar_role', 'ALLOW service', '42601'),
    ('ROLE grammar_role', 'DENY service', '42601'),
    ('ROLE grammar_role', 'ELSE NULL', '42601'),
    ('ROLE grammar_role', 'UNRESTRICTED', '42601'),
    ('ROLE grammar_role', '', '42601')
  ) c (object, label, expected);
-- ======== check_function_bodies = off: the grammar only ===================

SET check_function_bodies = off;
-- As when a dump is restored: what a label names may come later.
SELECT is(try('COLUMN g.t.v', label),
          CASE expected WHEN '42601' THEN '42601' ELSE 'ok' END,
          'unchecked: ' || left(label, 60))
  FROM text_case
 WHERE expected <> 'ok'
   -- parse analysis, not the parser, has the same SQLSTATE for these
   AND label NOT IN ('ALLOW service WHEN (DEFAULT)',
                     'ALLOW service WHEN ((SELECT id, c FROM g.other))')
 ORDER BY n;
SELECT is(try('ROLE grammar_role', 'DECLARE nonesuch'), 'ok', 'unchecked: the label of a role');
SELECT is(try('TABLE g.t', 'ELSE MASK WITH (v)'), '42601', 'a mask on a table is against the grammar in any case');
SELECT is(try('VIEW purpose.labels', 'ALLOW service'), '42809', 'and a view the wrong object');

-- What does not resolve when it is used blocks, and names the broken label.
CREATE FUNCTION broken(label text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  detail text;
BEGIN
  EXECUTE format('SECURITY LABEL FOR purpose ON COLUMN g.t.v IS %L', label);
  PERFORM set_config('purpose.current', 'service', true);
  PERFORM v FROM g.t;
  RETURN 'open';
EXCEPTION WHEN insufficient_privilege THEN
  GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
  RETURN CASE WHEN SQLERRM || detail ~ 'label on column "v" of table "t" is broken'
              THEN 'broken' ELSE SQLERRM || ' ' || detail END;
END $$;
SELECT is(broken(label), 'broken', 'in use: ' || label)
  FROM unnest(ARRAY['ALLOW service, nonesuch', 'ALLOW service; DENY nonesuch',
                    'ALLOW service WHEN (nonesuch)', 'ALLOW service WHEN (nonesuch(v))',
                    'ALLOW service WHEN (n)', 'ALLOW audit; ELSE MASK WITH (nonesuch)',
                    'ALLOW audit; ELSE MASK WITH (nonesuch(v))',
                    'ALLOW audit; ELSE MASK WITH (g.open(v))', 'ALLOW service WHEN (count(*) > 0)',
                    'ALLOW service WHEN (v = $1)']) label;
SELECT is(broken(label), 'open', 'in use: ' || label)
  FROM unnest(ARRAY['ALLOW service', 'ALLOW service WHEN (c)']) label;
SET check_function_bodies = on;

-- The same when what a sound label names goes away, until it is back.
CREATE FUNCTION g.masker(text) RETURNS text LANGUAGE sql IMMUTABLE RETURN 'masked';
SECURITY LABEL FOR purpose ON COLUMN g.t.v IS
  'ALLOW audit WHEN (c AND EXISTS (SELECT FROM g.other)); ELSE MASK WITH (g.masker(v))';
INSERT INTO g.other VALUES (1, true);
SET purpose.current = 'service';
SELECT results_eq('SELECT v FROM g.t', ARRAY['masked'], 'a sound label');
DROP FUNCTION g.masker(text);
SELECT throws_ok('SELECT v FROM g.t', '42501', NULL, 'its function was dropped');
SELECT throws_ok('SELECT count(*) FROM g.t WHERE v = ''value''', '42501', NULL, '... and a condition does not look past it');
SELECT lives_ok('SELECT id FROM g.t', '... which is no matter to other columns');
CREATE FUNCTION g.masker(text) RETURNS text LANGUAGE plpgsql AS 'BEGIN RETURN $1; END';
SELECT throws_ok('SELECT v FROM g.t', '42501', NULL, 'one that does not fix its search_path does not take its place');
DROP FUNCTION g.masker(text);
CREATE FUNCTION g.masker(text) RETURNS int LANGUAGE sql IMMUTABLE RETURN 1;
SELECT results_eq('SELECT v FROM g.t', ARRAY['1'], 'one that fits does');
SET purpose.current = 'audit';
SELECT results_eq('SELECT v FROM g.t', ARRAY['value'], 'a sound condition');
ALTER TABLE g.t ALTER COLUMN c TYPE int USING c::int;
SELECT throws_ok('SELECT v FROM g.t', '42501', NULL, 'its column is not boolean any more');
ALTER TABLE g.t ALTER COLUMN c TYPE boolean USING c = 1;
SELECT results_eq('SELECT v FROM g.t', ARRAY['value'], '... and is again');
DROP TABLE g.other;
SELECT throws_ok('SELECT v FROM g.t', '42501', NULL, 'a table in its sub-select was dropped');
CREATE TABLE g.other (id int);
INSERT INTO g.other VALUES (1);
SELECT results_eq('SELECT v FROM g.t', ARRAY['value'], '... and is back');

-- The same when a function gets an owner who may not administer purposes, and
-- so could put another body in its place.
SECURITY LABEL FOR purpose ON COLUMN g.t.v IS
  'ALLOW audit WHEN (EXISTS (SELECT FROM g.other)); ELSE MASK WITH (g.administrators(g.masker(v)::text))';
SET purpose.current = 'service';
SELECT results_eq('SELECT v FROM g.t', ARRAY['1'], 'a function of an administrator''s');
SECURITY LABEL FOR purpose ON ROLE grammar_admin IS NULL;
SELECT throws_ok('SELECT v FROM g.t', '42501', NULL, 'who is one no more');
SECURITY LABEL FOR purpose ON ROLE grammar_admin IS 'ADMINISTER';
SELECT results_eq('SELECT v FROM g.t', ARRAY['1'], '... and is again');
SECURITY LABEL FOR purpose ON COLUMN g.t.v IS
  'ALLOW audit WHEN (c AND EXISTS (SELECT FROM g.other)); ELSE MASK WITH (g.masker(v))';

-- What a label names keeps its name: another thing of that name would give
-- the label another meaning.
SELECT throws_ok(statement, '2BP01', NULL, 'refused: ' || statement)
  FROM unnest(ARRAY['ALTER TABLE g.t RENAME COLUMN c TO cc',
                    'ALTER FUNCTION g.masker(text) RENAME TO mumbler',
                    'ALTER TABLE g.other RENAME TO another',
                    'ALTER FUNCTION g.masker(text) SET SCHEMA public',
                    'ALTER TABLE g.other SET SCHEMA public',
                    'ALTER SCHEMA g RENAME TO h']) statement;
SELECT lives_ok(statement, 'not refused: ' || statement)
  FROM unnest(ARRAY['ALTER TABLE g.t RENAME COLUMN n TO nn',
                    'ALTER FUNCTION g.fixed(text) RENAME TO fixed_too']) statement;
RESET purpose.current;

SELECT * FROM finish();
ROLLBACK;
