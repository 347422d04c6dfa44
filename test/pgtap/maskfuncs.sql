--
-- The mask functions on odd values, and their promises over many values.
--
-- Needs no label and no purpose.  What a user reads is in sql/maskfuncs.sql.
--
\set ECHO none
SET client_min_messages = warning;
SET datestyle = 'ISO, MDY';
SET bytea_output = hex;
SET timezone = 'UTC';

-- A key for this file, written by the server into its data directory; not
-- before BEGIN, for ALTER SYSTEM runs in no transaction.  The setting arrives
-- between two statements, so ask again, as often as it takes.
COPY (SELECT repeat('maskfuncs', 5)) TO PROGRAM
  'umask 077 && cat > purpose_maskfuncs_tap.key';
ALTER SYSTEM SET purpose.pseudonym_key_file = 'purpose_maskfuncs_tap.key';
SELECT pg_reload_conf() AS reloading \gset
SELECT
  'DO $$BEGIN
     IF current_setting(''purpose.pseudonym_key_file'')
        <> ''purpose_maskfuncs_tap.key'' THEN
       PERFORM pg_sleep(0.1);
     END IF;
   END$$'
  FROM generate_series(1, 100) \gexec

BEGIN;
SELECT plan(158);

SELECT current_setting('server_encoding') = 'UTF8' AS utf8 \gset

-- ---- the catalog -------------------------------------------------------

CREATE TEMP VIEW mask_function AS
  SELECT p.* FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
   WHERE n.nspname = 'purpose' AND p.prosrc LIKE 'purpose\_mask\_%';

SELECT cmp_ok(count(*), '>=', 40::bigint, 'the mask functions are there')
  FROM mask_function;
SELECT is_empty(
  'SELECT oid::regprocedure FROM mask_function
    WHERE NOT proisstrict OR proparallel <> ''s'' OR prosecdef
       OR obj_description(oid, ''pg_proc'') IS NULL',
  'all are strict, parallel safe, plain and described');
-- a function of the same name in pg_catalog could be called in its place
SELECT is_empty(
  'SELECT proname FROM mask_function
    WHERE proname IN (SELECT proname FROM pg_proc
                       WHERE pronamespace = ''pg_catalog''::regnamespace)',
  'no name is that of a function in pg_catalog');
SELECT set_eq(
  'SELECT DISTINCT proname::text FROM mask_function
    WHERE provolatile <> ''i''
      AND NOT (proname IN (''truncate_date'', ''to_range'')
               AND proargtypes[0] = ''timestamptz''::regtype)',
  ARRAY['age_band', 'noise', 'pseudonym', 'pseudonym_key_id'],
  'all are immutable but those that depend on more than their arguments');

-- ---- nothing short is shown whole --------------------------------------

CREATE TEMP TABLE short_value AS
  SELECT alphabet, n, substr(repeat(letters, 10), 1, n) AS value
    FROM (VALUES ('letters', 'abcdefghij'), ('digits', '1234567890'),
                 ('one letter', 'q'), ('words', 'a b cd ef '),
                 ('punctuation', 'a@b.c@d.e-'), ('address', 'a@b.cd'))
         AS a (alphabet, letters),
         generate_series(0, 10) AS n;
\if :utf8
INSERT INTO short_value
  SELECT alphabet, n, substr(repeat(letters, 10), 1, n)
    FROM (VALUES ('cyrillic', U&'\0430\0431\0432\0433'),
                 ('accents', U&'e\0301\0302a\0301'),
                 ('an accent alone', U&'\0301'),
                 ('emoji', U&'\+01F600\+01F468\200D\+01F469'),
                 ('wide', U&'\5C71\7530\592A\90CE')) AS a (alphabet, letters),
         generate_series(0, 10) AS n;
\endif

CREATE TEMP TABLE masked AS
  SELECT v.*, m.*
    FROM short_value v,
         LATERAL (VALUES
           ('partial 0 0', purpose.partial(value, 0, '*', 0)),
           ('partial 1 1', purpose.partial(value, 1, '*', 1)),
           ('partial 2 0', purpose.partial(value, 2, '*', 0)),
           ('partial 0 4', purpose.partial(value, 0, '*', 4)),
           ('partial max', purpose.partial(value, 2147483647, '*', 2147483647)),
           ('email', purpose.email(value)),
           ('card', purpose.card(value)),
           ('phone', purpose.phone(value)),
           ('postcode', purpose.postcode(value)),
           ('postcode 5', purpose.postcode(value, 5)),
           ('first_letter', purpose.first_letter(value)),
           ('initials', purpose.initials(value)),
           ('redact', purpose.redact(value)),
           ('blank', purpose.blank(value)),
           ('pseudonym', purpose.pseudonym(value, 16))) AS m (mask, result);

SELECT is(count(*), (SELECT count(*) * 15 FROM short_value),
          'every mask answers for every short value') FROM masked
 WHERE result IS NOT NULL;
SELECT is_empty(
  'SELECT mask, alphabet, n, value, result FROM masked
    WHERE result = value AND value ~ ''[^ -]'' AND value !~ ''^x+$''',
  'no mask shows a short value as it is');
-- "-" and " " are separators and nothing to hide; the placeholder has letters
SELECT is_empty(
  'SELECT mask, alphabet, n, value, result FROM masked
    WHERE value ~ ''[^ -]'' AND position(btrim(value) IN result) > 0
      AND mask NOT IN (''redact'', ''pseudonym'')
      AND NOT (mask LIKE ''partial%'' AND n > 2)
      AND NOT (mask = ''initials'' AND value = ''.'')',
  'no mask contains a short value');
SELECT is_empty(
  'SELECT mask, value, result FROM masked
    WHERE mask IN (''card'', ''phone'') AND n < 7 AND result ~ ''[0-9a-zA-Z]''',
  'fewer than seven digits are no telephone number');
SELECT is(count(DISTINCT result), 1::bigint, 'redact always answers the same')
  FROM masked WHERE mask = 'redact';

-- for ASCII the meaning of partial can be written down
SELECT is_empty(
  'SELECT value, p, s FROM
     (SELECT left(''abcdefghij'', n) AS value, n, p, s
        FROM generate_series(0, 10) n, generate_series(0, 10) p,
             generate_series(0, 10) s) AS v
    WHERE purpose.partial(value, p, ''#'', s) <>
          CASE WHEN n <= p + s THEN ''#''
               ELSE left(value, p) || ''#'' || right(value, s) END',
  'partial keeps both ends of what is longer than both');

-- ---- text, value by value ------------------------------------------------

CREATE TEMP TABLE text_case (mask text, value text, expected text);
INSERT INTO text_case VALUES
  ('email', 'jane@example.com', 'j****@****.com'),
  ('email', '  jane@example.com ', 'j****@****.com'),
  ('email', 'ja@example.com', 'j****@****.com'),
  ('email', 'j@example.com', '****@****.com'),
  ('email', '@example.com', '****@****.com'),
  ('email', 'jane@', 'j****@****'),
  ('email', '@', '****@****'),
  ('email', 'jane@com', 'j****@****'),
  ('email', 'jane@.com', 'j****@****'),
  ('email', 'jane@a..com', 'j****@****'),
  ('email', 'jane@example.', 'j****@****'),
  ('email', 'jane@example.c', 'j****@****'),
  ('email', 'jane@example.janedoe', 'j****@****'),
  ('email', 'jane@[192.0.2.1]', 'j****@****'),
  ('email', 'jane@example.c0m', 'j****@****'),
  ('email', 'jane@x@example.com', '****@****'),
  ('email', '"a@b"@example.com', '****@****'),
  ('card', '4111111111111234', '************1234'),
  ('card', '4111-1111-1111-1234', '****-****-****-1234'),
  ('card', '411111111234', '********1234'),
  ('card', '41111111234', '***********'),
  ('card', '41111111111111111234', '********************'),
  ('card', '4111 1111 1111 123x', '**** **** **** ****'),
  ('card', '4111/1111/1111/1234', '*******************'),
  ('card', ' -- ', ' -- '),
  ('phone', '+49 30 1234567', '+** ** *****67'),
  ('phone', '(030) 12.34.567', '(***) **.**.*67'),
  ('phone', '123456', '******'),
  ('phone', '1234567', '*****67'),
  ('phone', '030 1234567 ext. 8', '*** ******* ***. *'),
  ('phone', '123456789012345678901', '*********************'),
  ('postcode', '10115', '10***'),
  ('postcode', '1', '*'),
  ('postcode', 'D-10115', 'D-1****'),
  ('postcode', 'SW1A 1AA', 'SW** ***'),
  ('postcode', '12_45', '12***'),
  ('first_letter', 'Jane', 'J'),
  ('first_letter', ' Jane ', 'J'),
  ('first_letter', 'J ', '*'),
  ('first_letter', '   ', '*'),
  ('initials', 'Jane Doe', 'J. D.'),
  ('initials', 'Jean-Luc  Picard', 'J. L. P.'),
  ('initials', 'A B', '*. *.'),
  ('initials', '4711 Doe', '*. D.'),
  ('initials', 'O''Neil', 'O.'),
  ('initials', '''Neil', '*.'),
  ('initials', ' .,- ', '*'),
  ('blank', 'Jane Doe', 'xxxxxxxx'),
  ('blank', '', '');
PREPARE text_cases AS
  SELECT mask, value, expected, result
    FROM text_case,
         LATERAL (SELECT CASE mask
                    WHEN 'email' THEN purpose.email(value)
                    WHEN 'card' THEN purpose.card(value)
                    WHEN 'phone' THEN purpose.phone(value)
                    WHEN 'postcode' THEN purpose.postcode(value)
                    WHEN 'first_letter' THEN purpose.first_letter(value)
                    WHEN 'initials' THEN purpose.initials(value)
                    WHEN 'blank' THEN purpose.blank(value)
                  END) AS m (result)
   WHERE result IS DISTINCT FROM expected;
SELECT is_empty('text_cases', 'the table of texts');

SELECT throws_ok($$SELECT purpose.partial('abc', -1, '*', 0)$$, '22023',
                 'prefix must not be negative', 'partial: negative prefix');
SELECT throws_ok($$SELECT purpose.partial('abc', 0, '*', -2147483648)$$, '22023',
                 'suffix must not be negative', 'partial: negative suffix');
SELECT throws_ok($$SELECT purpose.postcode('abc', -1)$$, '22023',
                 'keep must not be negative', 'postcode: negative keep');

-- a megabyte
SELECT is(length(purpose.partial(repeat('a', 1048576), 1, '*', 2)), 4,
          'partial of a megabyte');
SELECT is(length(purpose.partial('abc', 0, repeat('*', 1048576), 0)), 1048576,
          'padding of a megabyte');
SELECT is(purpose.email(repeat('a', 1048576) || '@example.com'),
          'a****@****.com', 'email of a megabyte');
SELECT is(purpose.card(repeat('1', 1048576)), repeat('*', 1048576),
          'card of a megabyte');
SELECT is(length(purpose.blank(repeat('a', 1048576))), 1048576,
          'blank of a megabyte');
SELECT is(length(purpose.initials(repeat('ab ', 349525))), 349525 * 3 - 1,
          'initials of a megabyte');
SELECT is(length(purpose.pseudonym(repeat('a', 1048576))), 64,
          'pseudonym of a megabyte');

-- characters and not bytes, accents with their letter
\if :utf8
SELECT is(purpose.partial(U&'\0416\0430\043D\043D\0430', 1, '*', 1),
          U&'\0416*\0430', 'partial counts code points');
SELECT is(purpose.partial(U&'e\0301\0302a\0301b', 1, '*', 1),
          U&'e\0301\0302*b', 'partial keeps a letter with its accents');
SELECT is(purpose.partial(U&'e\0301\0302', 1, '*', 1), '*',
          'a letter with two accents is one character');
SELECT is(purpose.partial(U&'\0301\0301\0301', 1, '*', 0), '*',
          'accents without a letter are one character');
SELECT is(purpose.partial(U&'\+01F600\+01F601\+01F602', 1, '*', 1),
          U&'\+01F600*\+01F602', 'partial keeps emoji whole');
SELECT is(purpose.blank(U&'\5C71\7530e\0301'), 'xxx',
          'blank writes an x for a character');
SELECT is(purpose.email(U&'\0436\0430@\043F\0440\0438.com'),
          U&'\0436****@****.com', 'email in another script');
SELECT is(purpose.card(U&'411111111111123\0664'), repeat('*', 16),
          'a digit of another script is no digit');
SELECT is(purpose.card(U&'4111111111111234\0301'), repeat('*', 16),
          'nor is one with an accent');
SELECT is(purpose.phone(U&'030\00A01234567'), repeat('*', 11),
          'a no-break space is no separator');
SELECT is(purpose.initials(U&'\0416\0430\043D\043D\0430 \5C71 Doe'),
          U&'\0416. *. D.', 'initials in other scripts');
\else
SELECT skip('the server encoding is not UTF8', 11);
\endif

-- domains, character(n), varchar(n) and name
CREATE DOMAIN mail AS text CHECK (VALUE LIKE '%@%');
CREATE TEMP TABLE typed (d mail, c character(8), v varchar(20));
INSERT INTO typed VALUES ('jane@example.com', 'ab', 'Jane Doe');
SELECT is(purpose.email(d), 'j****@****.com', 'a domain is read as its type')
  FROM typed;
SELECT is(purpose.email(d)::mail::text, 'j****@****.com',
          'and the mask of an address satisfies a check for an @') FROM typed;
SELECT throws_ok('SELECT purpose.redact(d)::mail FROM typed', '23514', NULL,
                 'a mask that a domain refuses is an error');
SELECT is(purpose.partial(c, 1, '*', 1), '*',
          'character(n) comes without its padding') FROM typed;
SELECT is(purpose.initials(v), 'J. D.', 'varchar(n)') FROM typed;
SELECT throws_ok('UPDATE typed SET c = purpose.redact(c)', '22001', NULL,
                 'a mask longer than the column is an error');

-- ---- numbers -------------------------------------------------------------

CREATE TEMP TABLE number AS
  SELECT (random() * 4294967295 - 2147483648)::int8::int4 AS v,
         (1 + random() * 10 ^ (random() * 9))::int8::int4 AS step
    FROM generate_series(1, 20000);
INSERT INTO number
  SELECT v, step
    FROM unnest('{-2147483648,-2147483647,-1001,-1000,-1,0,1,999,1000,2147483646,2147483647}'::int4[]) AS v,
         unnest('{1,2,3,10,1000,1073741824,2147483647}'::int4[]) AS step;

SELECT is_empty(
  'SELECT * FROM number
    WHERE purpose.round_down(v, step) <>
          greatest(floor(v::numeric / step) * step, -2147483648)',
  'round_down(int4) is the floor, saturated');
SELECT is_empty(
  'SELECT * FROM number
    WHERE purpose.round_down(v::int8, step::int8) <>
          floor(v::numeric / step) * step',
  'round_down(int8) is the floor');
SELECT is_empty(
  'SELECT * FROM number
    WHERE purpose.round_down(v::numeric / 100, step::numeric / 100) <>
          floor(v::numeric / step) * step / 100',
  'round_down(numeric) is the floor');
SELECT is_empty(
  'SELECT * FROM number
    WHERE purpose.round_down(v::float8, step::float8) <>
          floor(v::numeric / step) * step',
  'round_down(float8) is the floor');
SELECT is_empty(
  'SELECT *, r FROM number, purpose.to_range(v, step) AS r
    WHERE NOT r @> v
       OR (lower_inf(r) AND floor(v::numeric / step) * step >= -2147483648)
       OR (upper_inf(r) AND floor(v::numeric / step) * step + step <= 2147483647)
       OR lower(r) % step <> 0
       OR upper(r)::int8 - lower(r) <> step',
  'to_range(int4) contains the value and is a whole step');
SELECT is_empty(
  'SELECT * FROM number
    WHERE purpose.to_range(v::int8, step::int8) <>
          int8range((floor(v::numeric / step) * step)::int8,
                    (floor(v::numeric / step) * step + step)::int8)',
  'to_range(int8) is the step');
SELECT is_empty(
  'SELECT * FROM number
    WHERE purpose.to_range(v::numeric, step::numeric) <>
          numrange(floor(v::numeric / step) * step,
                   floor(v::numeric / step) * step + step)',
  'to_range(numeric) is the step');

SELECT is(purpose.round_down((-9223372036854775808)::int8, 1000),
          -9223372036854775808, 'round_down(int8) saturates');
SELECT is(purpose.round_down((-9223372036854775808)::int8, 9223372036854775807),
          -9223372036854775808, 'also with the largest step');
SELECT is(purpose.to_range((-9223372036854775808)::int8, 1000),
          '(,-9223372036854775000)', 'to_range(int8) is open below');
SELECT is(purpose.to_range(9223372036854775807, 1000),
          '[9223372036854775000,)', 'and above');
SELECT is(purpose.to_range((-9223372036854775808)::int8, 9223372036854775807),
          '(,-9223372036854775807)', 'also with the largest step');
SELECT is(purpose.round_down(-1e131071, 3), '-Infinity',
          'round_down(numeric) saturates to -Infinity');
SELECT is(purpose.to_range(-1e131071, 3), '(,)', 'and its range to everything');
SELECT lives_ok('SELECT purpose.to_range(repeat(''9'', 131072)::numeric, 7)',
                'the largest numeric has a range');
SELECT is(purpose.round_down('Infinity'::numeric, 10), 'Infinity',
          'numeric infinity stays');
SELECT is(purpose.to_range('-Infinity'::numeric, 10), '[-Infinity,-Infinity]',
          'and is a range of its own');
SELECT ok(purpose.to_range('NaN'::numeric, 10) @> 'NaN'::numeric,
          'so is NaN');
SELECT is(purpose.round_down(-1.7976931348623157e308::float8, 1e308::float8),
          -1.7976931348623157e308::float8, 'round_down(float8) saturates');
SELECT is(array(SELECT purpose.round_down(v, 0.1::float8)
                  FROM unnest('{NaN,Infinity,-Infinity,5e-324,0}'::float8[]) AS v),
          '{NaN,Infinity,-Infinity,0,0}', 'round_down(float8) of odd values');
SELECT throws_ok(format('SELECT purpose.%s(1::%s, %L)', f, t, step), '22023',
                 'step must be greater than zero and finite',
                 format('%s(%s) refuses the step %s', f, t, step))
  FROM (VALUES ('round_down', 'int4', '0'), ('to_range', 'int8', '-1'),
               ('round_down', 'numeric', 'Infinity'),
               ('round_down', 'float8', 'NaN')) AS v (f, t, step);

-- ---- dates ---------------------------------------------------------------

CREATE TEMP TABLE day AS
  SELECT date '0300-01-01 BC' + (random() * 1200000)::int AS d
    FROM generate_series(1, 5000)
  UNION ALL
  SELECT d FROM unnest('{0002-12-31 BC,0001-01-01 BC,0001-12-31 BC,0001-01-01,0010-12-31,0011-01-01,0100-12-31,0101-01-01,2000-12-31,2001-01-01,2024-02-29,2026-12-31}'::date[]) AS d;
CREATE TEMP TABLE unit AS
  SELECT u, i FROM (VALUES ('week', interval '7 days'), ('month', '1 month'),
                           ('quarter', '3 months'), ('year', '1 year'),
                           ('decade', '10 years'), ('CENTURY', '100 years'))
                   AS v (u, i);

-- years beyond 1 BC: adding an interval knows that there is no year 0
SELECT is_empty(
  'SELECT d, u FROM day, unit
    WHERE purpose.truncate_date(d, u) <> date_trunc(u, d::timestamp)::date',
  'truncate_date(date) agrees with date_trunc');
SELECT is_empty(
  'SELECT d, u, r FROM day, unit, purpose.to_range(d, u) AS r
    WHERE NOT r @> d OR r <> daterange(purpose.truncate_date(d, u),
                             (purpose.truncate_date(d, u) + i)::date)',
  'to_range(date) is the whole unit');
SELECT is_empty(
  'SELECT d, u FROM day, unit
    WHERE purpose.truncate_date(d + time ''23:59:59.999999'', u) <>
          date_trunc(u, d::timestamp)',
  'truncate_date(timestamp) agrees with date_trunc');
SELECT is_empty(
  'SELECT ts, u FROM (SELECT d + random() * interval ''1 day'' AS ts FROM day) AS t,
          unnest(''{minute,hour,day}''::text[]) AS u
    WHERE purpose.truncate_date(ts, u) <> date_trunc(u, ts)
       OR purpose.to_range(ts, u) <>
          tsrange(date_trunc(u, ts), date_trunc(u, ts) + (''1 '' || u)::interval)',
  'also for units up to a day');

-- every quarter of an hour of a year with two changes of the clock
SET LOCAL timezone = 'America/St_Johns';
SELECT is_empty(
  'SELECT ts, u
     FROM generate_series(timestamptz ''2025-01-01'', ''2026-01-01'', ''15 minutes'') AS ts,
          unnest(''{minute,hour,day,week,month,year}''::text[]) AS u
    WHERE purpose.truncate_date(ts, u) <> date_trunc(u, ts)
       OR NOT purpose.to_range(ts, u) @> ts
       OR lower(purpose.to_range(ts, u)) <> date_trunc(u, ts)',
  'truncate_date(timestamptz) agrees with date_trunc');
SELECT is_empty(
  'SELECT ts, u, r
     FROM generate_series(timestamptz ''2025-01-01'', ''2026-01-01'', ''1 day'') AS ts,
          unit, purpose.to_range(ts, u) AS r
    WHERE upper(r) <> date_trunc(u, ts) + i',
  'to_range(timestamptz) ends where the next unit begins');
SET LOCAL timezone = 'UTC';

SELECT is(purpose.truncate_date(date '4714-11-24 BC', u), date '4714-11-24 BC',
          'the first day is in a ' || u || ' that begins with it')
  FROM unit WHERE u = 'year';
SELECT is(purpose.to_range(date '4714-11-24 BC', 'month'),
          '(,"4714-12-01 BC")'::daterange, 'its month is open below');
SELECT is(purpose.truncate_date(date '5874897-12-31', 'CENTURY'),
          '5874801-01-01', 'the last day');
SELECT is(purpose.to_range(date '5874897-12-31', 'decade'),
          '[5874890-01-01,)', 'its decade is open above');
SELECT is(purpose.truncate_date(timestamp '4714-11-24 00:00:00 BC', 'decade'),
          timestamp '4714-11-24 00:00:00 BC', 'the first timestamp');
SELECT is(purpose.to_range(timestamp '294276-12-31 23:59:59.999999', 'year'),
          '["294276-01-01 00:00:00",)', 'the last timestamp');
SELECT is(array(SELECT purpose.truncate_date(d, 'year')
                  FROM unnest('{infinity,-infinity}'::date[]) AS d),
          '{infinity,-infinity}', 'infinite dates stay');
SELECT ok(purpose.to_range(date 'infinity', 'year') @> date 'infinity' AND
          purpose.to_range(timestamptz '-infinity', 'hour') @> timestamptz '-infinity',
          'and are ranges of their own');
SELECT throws_ok(format('SELECT purpose.truncate_date(%L::%s, %L)', '2026-01-01', t, u),
                 '22023', format('unit "%s" not recognized', u),
                 format('%s refuses the unit "%s"', t, u))
  FROM (VALUES ('date', 'day'), ('timestamptz', 'second'), ('date', ''))
       AS v (t, u);

SELECT is_empty(
  'SELECT d, a, r FROM day, date_part(''year'', age(date ''2026-06-30'', d)) AS a,
          purpose.age_band(d, 10, 90, ''2026-06-30'') AS r
    WHERE d <= ''2026-06-30''
      AND r <> CASE WHEN a >= 90 THEN int4range(90, NULL)
                    ELSE int4range((floor(a / 10) * 10)::int, (floor(a / 10) * 10)::int + 10) END',
  'age_band agrees with age()');
SELECT is(purpose.age_band('2027-01-01', 10, 90, '2026-01-01'), '[-10,0)',
          'an age before birth');
SELECT is(purpose.age_band('4714-11-24 BC', 2147483647, 2147483647, '5874897-12-31'),
          '[0,2147483647)', 'the greatest age in the greatest band');
SELECT is(purpose.age_band('5874897-12-31', 2147483647, 1, '4714-11-24 BC'),
          '[-2147483647,0)', 'and the least');
SELECT is(purpose.age_band('2000-02-29', 1, 90, '2025-02-28'), '[24,25)',
          'born on a leap day');

-- ---- network addresses ----------------------------------------------------

SELECT is_empty(
  'SELECT a, b FROM generate_series(0, 32) AS b,
          unnest(''{255.255.255.255,192.0.2.77,0.0.0.1}''::inet[]) AS a
    WHERE purpose.truncate_ip(a, b, 0) <> network(set_masklen(a, b))::inet',
  'truncate_ip of IPv4 is the network');
SELECT is_empty(
  'SELECT a, b FROM generate_series(0, 128) AS b,
          unnest(''{ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,2001:db8::1}''::inet[]) AS a
    WHERE purpose.truncate_ip(a, 0, b) <> network(set_masklen(a, b))::inet',
  'truncate_ip of IPv6 is the network');
SELECT is_empty(
  'SELECT c, b FROM generate_series(0, 32) AS b, generate_series(0, 32) AS n,
          network(set_masklen(inet ''203.0.113.255'', n)) AS c
    WHERE purpose.truncate_ip(c, b, 0) <> network(set_masklen(c, least(b, n)))
       OR purpose.truncate_ip(c, b, 0)::text::cidr IS NULL',
  'truncate_ip of a cidr is a cidr');

-- ---- jsonb -----------------------------------------------------------------

CREATE TEMP TABLE document AS SELECT d FROM (VALUES
  ('{}'), ('[]'), ('null'), ('1e1000'), ('""'), ('[[]]'), ('[{}]'), ('[null]'),
  ('{"": ""}'), ('{"a": {"a": {"a": [{"a": 1}, [{"a": 2}]]}}, "b": "a"}'),
  ('[[[1, {"a": [1, 2, {"b": null}]}], "x"], 3, true]'),
  ('{"a.b": 1, "*": 2, "**": 3, "\"": 4, "\\": 5}')) AS v (t),
  LATERAL (SELECT t::jsonb AS d) AS j;
INSERT INTO document
  SELECT (repeat('{"a":[', 500) || '1' || repeat(']}', 500))::jsonb;
INSERT INTO document
  SELECT jsonb_object_agg('key ' || i, repeat(i::text, 10)) FROM generate_series(1, 20000) i;

SELECT is_empty(
  'SELECT left(d::text, 60) FROM document
    WHERE purpose.jsonb_remove(d, ''nothing.here'') <> d
       OR purpose.jsonb_mask(d, ''1'', ''"**".x'', ''nothing'') <> d
       OR purpose.jsonb_remove(d, VARIADIC ''{}'') <> d
       OR purpose.jsonb_remove(d, ''nothing'')::text <> d::text',
  'what no path names stays as it is');
SELECT is_empty(
  'SELECT left(k::text, 60) FROM document, purpose.jsonb_keep(d, ''nothing'') AS k
    WHERE k NOT IN (''{}'', ''[]'', ''null'', ''[[]]'', ''[{}]'', ''[[[{}]]]'')',
  'jsonb_keep leaves nothing but empty shells of what no path names');
SELECT is_empty(
  'SELECT left(d::text, 60) FROM document
    WHERE purpose.jsonb_remove(d, ''**.a'')::text LIKE ''%"a":%''',
  'jsonb_remove at any depth');
SELECT is_empty(
  'SELECT left(d::text, 60) FROM document
    WHERE jsonb_typeof(d) = ''object'' AND purpose.jsonb_keep(d, ''*'') <> d',
  'jsonb_keep of any key is the object');

PREPARE json_cases AS
  SELECT * FROM (VALUES
    (purpose.jsonb_remove('{"a":{"b":1,"c":2}}', 'a.b'), '{"a":{"c":2}}'::jsonb),
    (purpose.jsonb_remove('{"a":{"b":1}}', 'b'), '{"a":{"b":1}}'),
    (purpose.jsonb_remove('{"a.b":1,"a":{"b":2}}', '"a.b"'), '{"a":{"b":2}}'),
    (purpose.jsonb_remove('{"*":1,"b":2}', '"*"'), '{"b":2}'),
    (purpose.jsonb_remove('{"*":1,"b":2}', '*'), '{}'),
    (purpose.jsonb_remove('{"\"":1,"\\":2,"":3}', '"\""', '"\\"', '""'), '{}'),
    (purpose.jsonb_remove('{"a":{"x":{"b":1}},"b":2}', 'a.*.b'), '{"a":{"x":{}},"b":2}'),
    (purpose.jsonb_remove('[[{"a":1,"b":2}],{"a":3}]', 'a'), '[[{"b":2}],{}]'),
    (purpose.jsonb_remove('{"x":{"a":{"b":1}},"a":{"b":2,"c":3}}', '**.a.b'), '{"x":{"a":{}},"a":{"c":3}}'),
    (purpose.jsonb_mask('{"a":[1,2],"b":{"a":3}}', '{"z":[null]}', 'a'), '{"a":{"z":[null]},"b":{"a":3}}'),
    (purpose.jsonb_mask('[{"a":1},{"a":2}]', 'null', 'a'), '[{"a":null},{"a":null}]'),
    (purpose.jsonb_keep('{"a":{"b":1,"c":2},"d":3}', 'a.b'), '{"a":{"b":1}}'),
    (purpose.jsonb_keep('{"a":{"b":{"c":[1,{"d":2}]}}}', 'a.b'), '{"a":{"b":{"c":[1,{"d":2}]}}}'),
    (purpose.jsonb_keep('{"a":[1,"x",{"b":1,"c":2}]}', 'a.b'), '{"a":[{"b":1}]}'),
    (purpose.jsonb_keep('{"a":1}', 'a.b'), '{}'),
    (purpose.jsonb_keep('{"x":{"id":1,"n":"J"},"id":2,"n":"D"}', '**.id'), '{"x":{"id":1},"id":2}'),
    (purpose.jsonb_keep('"secret"', 'a'), 'null'),
    (purpose.jsonb_keep('["secret",["s"]]', '*'), '[[]]'),
    (purpose.jsonb_keep('{"a":"secret"}', VARIADIC '{}'), '{}')
  ) AS v (result, expected) WHERE result IS DISTINCT FROM expected;
SELECT is_empty('json_cases', 'the table of documents');
SELECT throws_ok(format('SELECT purpose.jsonb_keep(%L, %L)', '{}', path), '22023',
                 format('invalid path "%s"', path),
                 format('the path %s is refused', quote_literal(path)))
  FROM unnest(ARRAY['', '.', 'a.', '"a', 'a"b"', '**', '**.']) AS path;

-- ---- pseudonyms -------------------------------------------------------------

-- HMAC-SHA256 from sha256() alone (RFC 2104), for keys of up to 64 bytes
CREATE FUNCTION pg_temp.hmac(message bytea, key bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  inner_pad bytea := decode(repeat('36', 64), 'hex');
  outer_pad bytea := decode(repeat('5c', 64), 'hex');
BEGIN
  FOR i IN 0 .. length(key) - 1 LOOP
    inner_pad := set_byte(inner_pad, i, get_byte(inner_pad, i) # get_byte(key, i));
    outer_pad := set_byte(outer_pad, i, get_byte(outer_pad, i) # get_byte(key, i));
  END LOOP;
  RETURN sha256(outer_pad || sha256(inner_pad || message));
END $$;
-- what the digest of a value in a domain is computed from
CREATE FUNCTION pg_temp.digest(variant text, context text, value bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$
  SELECT pg_temp.hmac(convert_to(variant, 'UTF8') || '\x00' ||
                      int8send(octet_length(context)) || convert_to(context, 'UTF8') ||
                      value,
                      convert_to(repeat('maskfuncs', 5) || E'\n', 'UTF8'))
$$;

SELECT is(purpose.pseudonym('jane@example.com'),
          encode(pg_temp.digest('pseudonym text 64', '', 'jane@example.com'), 'hex'),
          'a pseudonym is the HMAC of the value');
SELECT is(purpose.pseudonym('jane', 10, 'orders'),
          left(encode(pg_temp.digest('pseudonym text 10', 'orders', 'jane'), 'hex'), 10),
          'with a length and a context');
SELECT is(purpose.pseudonym_key_id(),
          left(encode(pg_temp.digest('key id', '', ''), 'hex'), 16),
          'the key has a name');
SELECT isnt(purpose.pseudonym('bc', 'a'), purpose.pseudonym('c', 'ab'),
            'context and value do not run together');
SELECT isnt(purpose.pseudonym('a', 8), left(purpose.pseudonym('a'), 8),
            'a short pseudonym is not the beginning of a long one');
SELECT isnt(purpose.pseudonym(1, '')::int8, purpose.pseudonym(1::int8, '') % 2147483648,
            'int4 and int8 are domains of their own');
SELECT matches(purpose.pseudonym(gen_random_uuid())::text,
               '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
               'the pseudonym of a uuid is one of version 8');

CREATE TEMP TABLE person AS SELECT i FROM generate_series(1, 200000) AS i;
CREATE TEMP TABLE alias AS
  SELECT i, purpose.pseudonym(i) AS p4, purpose.pseudonym(i::int8 << 20) AS p8,
         purpose.pseudonym(i::text) AS pt, purpose.pseudonym(i::text, 8) AS p32,
         purpose.pseudonym(('00000000-0000-0000-0000-' || lpad(to_hex(i), 12, '0'))::uuid) AS pu
    FROM person;
SELECT results_eq(
  'SELECT count(DISTINCT p4), count(DISTINCT p8), count(DISTINCT pt), count(DISTINCT pu) FROM alias',
  'VALUES (200000::bigint, 200000::bigint, 200000::bigint, 200000::bigint)',
  'no two of 200000 values have the same pseudonym');
-- n(n-1)/2 pairs over 2^32: 4.7 are expected, and 25 less than once in 10^9
SELECT cmp_ok(200000 - count(DISTINCT p32), '<', 25::bigint,
              'with 32 bits about as many as chance has it') FROM alias;
-- 12500 each, with a standard deviation of 108
SELECT is_empty(
  'SELECT left(pt, 1), count(*) FROM alias GROUP BY 1
   HAVING count(*) NOT BETWEEN 12500 - 650 AND 12500 + 650',
  'the digits of pseudonyms are evenly distributed');
-- over 64 equal stretches of the type: 3125 each, standard deviation 55
SELECT is_empty(
  'SELECT s, count(*) FILTER (WHERE p4 >> 25 = s) AS n4,
          count(*) FILTER (WHERE p8 >> 57 = s) AS n8
     FROM alias, generate_series(0, 63) AS s GROUP BY s
   HAVING count(*) FILTER (WHERE p4 >> 25 = s) NOT BETWEEN 3125 - 350 AND 3125 + 350
       OR count(*) FILTER (WHERE p8 >> 57 = s) NOT BETWEEN 3125 - 350 AND 3125 + 350',
  'those of integers over the positive half of their type');
SELECT is_empty(
  'SELECT i FROM alias WHERE i % 20 = 0
      AND (p4 <> purpose.pseudonym(i) OR pt <> purpose.pseudonym(i::text)
           OR p8 <> purpose.pseudonym(i::int8 << 20))',
  'a pseudonym is stable');
-- by chance 20000 values would agree in 0.2 of 2^31 cases
SELECT cmp_ok(count(*), '<', 3::bigint, 'contexts are unrelated')
  FROM alias WHERE i % 10 = 0 AND p4 = purpose.pseudonym(i, 'other');
SELECT is_empty(
  'SELECT v FROM unnest(''{-2147483648,-1,0,1,2147483647}''::int4[]) AS v
    WHERE sign(v::numeric + 0.5) <> sign(purpose.pseudonym(v)::numeric + 0.5)
       OR sign(v::numeric + 0.5) <> sign(purpose.pseudonym(v::int8)::numeric + 0.5)',
  'the pseudonym of an integer has its sign');
SELECT throws_ok(format('SELECT purpose.pseudonym(''a'', %s)', n), '22023', NULL,
                 'a pseudonym of ' || n || ' digits is refused')
  FROM unnest('{0,65}'::int4[]) AS n;

-- ---- noise -------------------------------------------------------------------

SELECT is_empty(
  'SELECT v, ratio FROM number, unnest(''{0.001,0.1,1}''::float8[]) AS ratio
    WHERE abs(purpose.noise(v, ratio)::numeric - v) > greatest(abs(v::numeric) * ratio::numeric, 1)
       OR abs(purpose.noise(v::int8 << 30, ratio)::numeric - (v::int8 << 30))
          > greatest(abs(v::numeric) * 1073741824 * ratio::numeric, 1)',
  'noise of integers is within its bounds');
SELECT is_empty(
  'SELECT v, ratio FROM number, unnest(''{0.001,0.1,1}''::float8[]) AS ratio
    WHERE abs(purpose.noise(v::float8, ratio) - v) > abs(v::float8) * ratio * (1 + 1e-12)
       OR abs(purpose.noise(v::numeric / 100, ratio) - v::numeric / 100)
          > greatest(abs(v::numeric / 100) * ratio::numeric, 1)',
  'noise of other numbers is within its bounds');
SELECT is_empty(
  'SELECT d FROM day WHERE abs(purpose.noise(d, 30) - d) > 30',
  'noise of dates is within its bounds');
SELECT results_eq(
  'SELECT count(DISTINCT purpose.noise(d, 3) - d), bool_and(purpose.noise(d, 3) = purpose.noise(d, 3))
     FROM day',
  'VALUES (7::bigint, true)',
  'every shift of a date occurs, and always the same for it');
-- with the same draw for both ratios the value would be 2a - b
SELECT is_empty(
  'SELECT i FROM person
    WHERE i <= 1000
      AND abs(2 * purpose.noise(i::float8, 0.1) - purpose.noise(i::float8, 0.2) - i) < i * 1e-6',
  'two ratios do not give the value away');
-- the mean of 20000 draws from -1 to 1 is within 5 standard deviations of 0
SELECT cmp_ok(abs(avg((purpose.noise(i::float8, 0.5) - i) / (i * 0.5))), '<',
              (5 * sqrt(1.0 / 3 / 20000))::float8, 'noise is centred')
  FROM person WHERE i <= 20000;
SELECT is(scale(purpose.noise(1.50, 0.5)), 2, 'noise keeps the scale');
SELECT ok(abs(purpose.noise(1.50, 0.5) - purpose.noise(1.5, 0.5)) <= 0.1,
          'equal numbers of another scale move alike');
SELECT is(count(DISTINCT purpose.noise(v, 0.01, c::text)), 3::bigint,
          'small integers move too')
  FROM unnest('{0}'::int4[]) AS v, generate_series(1, 100) AS c;
SELECT lives_ok(
  'SELECT purpose.noise(v, 1, c::text), purpose.noise(v::int8, 1, c::text)
     FROM unnest(''{2147483647,-2147483648}''::int4[]) AS v, generate_series(1, 100) AS c
   UNION ALL
   SELECT 0, purpose.noise(v, 1, c::text)
     FROM unnest(''{9223372036854775807,-9223372036854775808}''::int8[]) AS v,
          generate_series(1, 100) AS c',
  'noise saturates at the ends of integers');
SELECT lives_ok(
  'SELECT purpose.noise(v, 1, c::text)
     FROM unnest(''{1.7976931348623157e308,-1.7976931348623157e308,5e-324}''::float8[]) AS v,
          generate_series(1, 100) AS c',
  'and of doubles');
SELECT lives_ok(
  'SELECT purpose.noise(v, 1, c::text)
     FROM unnest(ARRAY[repeat(''9'', 131072)::numeric, -1e131071, 1e-16383]) AS v,
          generate_series(1, 3) AS c',
  'and of numerics');
SELECT is(array(SELECT purpose.noise(v, 0.5::float8)
                  FROM unnest('{NaN,Infinity,-Infinity,0,-0}'::float8[]) AS v),
          '{NaN,Infinity,-Infinity,0,-0}', 'noise of odd doubles');
SELECT is(array(SELECT purpose.noise(v, 0.5::float8)
                  FROM unnest('{NaN,Infinity,-Infinity}'::numeric[]) AS v),
          '{NaN,Infinity,-Infinity}', 'noise of odd numerics');
SELECT lives_ok(
  'SELECT purpose.noise(d, 2147483647, c::text)
     FROM unnest(''{4714-11-24 BC,5874897-12-31,infinity,-infinity}''::date[]) AS d,
          generate_series(1, 100) AS c',
  'noise saturates at the ends of the calendar');
SELECT throws_ok(format('SELECT purpose.noise(1, %L::float8)', ratio), '22023', NULL,
                 'a ratio of ' || ratio || ' is refused')
  FROM unnest('{0,-1,1.01,NaN,Infinity}'::text[]) AS ratio;
SELECT throws_ok('SELECT purpose.noise(date ''2026-01-01'', 0)', '22023', NULL,
                 'no days are refused');

-- ---- as masks of columns --------------------------------------------------------

-- Every function as the mask of a column of each type that it is for, with
-- length limits, precisions and domains: the label is accepted, the column
-- reads as the function of its values (NULL as NULL), keeps its type, and no
-- value makes an error.
INSERT INTO purpose.vocabulary (name) VALUES ('open');
CREATE DOMAIN note AS varchar(40) NOT NULL;
CREATE DOMAIN short_note AS varchar(40) CHECK (length(VALUE) <= 40);
CREATE DOMAIN cents AS numeric(12, 2) CHECK (VALUE IS DISTINCT FROM 4711);
CREATE DOMAIN address AS inet;
CREATE DOMAIN papers AS jsonb CHECK (jsonb_typeof(VALUE) IN ('object', 'array', 'null', 'string'));
CREATE DOMAIN birthday AS date CHECK (VALUE > '-infinity');

CREATE TEMP TABLE odd (family text, value text);
INSERT INTO odd SELECT 'text', v FROM unnest(ARRAY['', ' ', 'a', '@', 'jane@example.com', '@@', '"', '\', E'\n', E'\t',
  '%s', '-1', '4111 1111 1111 1234', '+49 30 1234567', 'SW1A 1AA', repeat('a', 40), repeat(' ', 40), 'NULL', 'null']) AS v;
\if :utf8
INSERT INTO odd SELECT 'text', v FROM unnest(ARRAY[U&'e\0301', U&'\0301', U&'\200D\200D', U&'\+01F468\200D\+01F469\200D\+01F467',
  U&'\202Eabc', repeat(U&'\+01F600', 40), U&'\FEFF', U&'\00DF', U&'\0130', U&'\5C71@\7530.com']) AS v;
\endif
INSERT INTO odd SELECT 'int4', v FROM unnest('{-2147483648,-1,0,1,2147483647}'::text[]) AS v;
INSERT INTO odd SELECT 'int8', v FROM unnest('{-9223372036854775808,-1,0,1,9223372036854775807}'::text[]) AS v;
INSERT INTO odd SELECT 'numeric', v FROM unnest('{NaN,0,-0.01,0.005,99999,-99999,1e-20}'::text[]) AS v;
INSERT INTO odd SELECT 'wide', v FROM unnest('{NaN,Infinity,-Infinity,1e300,-1e-300}'::text[]) AS v;
INSERT INTO odd SELECT 'date', v FROM unnest('{4714-11-24 BC,0001-01-01 BC,1984-02-29,2026-11-22,5874897-12-31,infinity}'::text[]) AS v;
INSERT INTO odd SELECT 'time', v FROM unnest('{4714-11-24 BC,0001-01-01 BC,1984-02-29 23:59:59.999999,294276-12-31,infinity,-infinity}'::text[]) AS v;
INSERT INTO odd SELECT 'inet', v FROM unnest('{0.0.0.0/0,255.255.255.255,10.1.2.3/8,::,::1,::ffff:192.0.2.77,ffff::/16}'::text[]) AS v;
INSERT INTO odd SELECT 'jsonb', v FROM unnest(ARRAY['{}', '[]', 'null', '""', '{"a": {"a": [1, {"a": null}]}}', '["a", ["a"]]',
  '{"": 1, "a.b": 2, "*": 3}', (SELECT jsonb_object_agg(i, i)::text FROM generate_series(1, 1000) AS i)]) AS v;
INSERT INTO odd SELECT 'uuid', v FROM unnest('{00000000-0000-0000-0000-000000000000,ffffffff-ffff-ffff-ffff-ffffffffffff}'::text[]) AS v;
INSERT INTO odd SELECT 'bytea', v FROM unnest(ARRAY['', '\x00', '\x' || repeat('ff', 5000)]) AS v;

CREATE TEMP TABLE mask_case (n serial, family text, type text, mask text);
INSERT INTO mask_case (family, type, mask)
  SELECT 'text', t, m FROM unnest('{text,varchar,varchar(64),character(64),name,short_note}'::text[]) AS t,
    unnest(ARRAY['partial(v, 1, ''*'', 1)', 'email(v)', 'card(v)', 'phone(v)', 'postcode(v)', 'postcode(v, 4)',
      'first_letter(v)', 'initials(left(v, 10))', 'redact(v)', 'blank(v)', 'pseudonym(v, 16)', 'pseudonym(v, 12, ''c'')']) AS m
  UNION ALL SELECT 'text', 'text', 'pseudonym(v)' UNION ALL SELECT 'text', 'text', 'pseudonym(v, ''c'')'
  UNION ALL SELECT 'int4', 'int4', m FROM unnest(ARRAY['round_down(v, 1000)', 'pseudonym(v)', 'noise(v, 0.1)', 'noise(v, 0.1, ''c'')']) AS m
  UNION ALL SELECT 'int8', 'int8', m FROM unnest(ARRAY['round_down(v, 1000)', 'pseudonym(v, ''c'')', 'noise(v, 0.1)']) AS m
  UNION ALL SELECT 'numeric', t, m FROM unnest('{numeric,"numeric(12,2)","numeric(20,-2)",cents,float8,float4}'::text[]) AS t,
    unnest(ARRAY['round_down(v, 10)', 'noise(v, 0.1)']) AS m
  UNION ALL SELECT 'wide', t, m FROM unnest('{numeric,float8}'::text[]) AS t, unnest(ARRAY['round_down(v, 10)', 'noise(v, 1)']) AS m
  UNION ALL SELECT 'date', t, m FROM unnest('{date,birthday}'::text[]) AS t,
    unnest(ARRAY['truncate_date(v, ''month'')', 'truncate_date(v, ''century'')', 'noise(v, 30)']) AS m
  UNION ALL SELECT 'time', t, m FROM unnest('{timestamp,timestamptz,timestamp(0),timestamptz(3)}'::text[]) AS t,
    unnest(ARRAY['truncate_date(v, ''hour'')', 'truncate_date(v, ''decade'')']) AS m
  UNION ALL SELECT 'inet', t, m FROM unnest('{inet,address}'::text[]) AS t, unnest(ARRAY['truncate_ip(v)', 'truncate_ip(v, 8, 16)']) AS m
  UNION ALL SELECT 'jsonb', t, m FROM unnest('{jsonb,papers}'::text[]) AS t,
    unnest(ARRAY['jsonb_keep(v, ''a'')', 'jsonb_remove(v, ''**.a'')', 'jsonb_mask(v, ''"x"'', ''a'', ''"a.b"'')']) AS m
  UNION ALL SELECT 'uuid', 'uuid', 'pseudonym(v)' UNION ALL SELECT 'bytea', 'bytea', 'redact(v)';

-- What goes wrong with one of them, or NULL.
CREATE FUNCTION pg_temp.complaint(c mask_case) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  wrong bigint;
  kept boolean;
BEGIN
  PERFORM set_config('search_path', 'pg_temp, pg_catalog, public, purpose', true);
  EXECUTE format('CREATE TABLE public.column_%s (id serial, v %s)', c.n, c.type);
  EXECUTE format('INSERT INTO public.column_%s (v) SELECT value::%s FROM odd WHERE family = %L UNION ALL SELECT NULL', c.n, c.type, c.family);
  EXECUTE format('SECURITY LABEL FOR purpose ON COLUMN public.column_%s.v IS %L', c.n, format('ALLOW open; ELSE MASK WITH (%s)', c.mask));
  -- what the function says, put into a column of the type
  PERFORM set_config('purpose.current', 'open', true);
  EXECUTE format('CREATE TABLE public.direct_%s (id int, v %s)', c.n, c.type);
  EXECUTE format('INSERT INTO public.direct_%s SELECT id, %s FROM public.column_%1$s', c.n, c.mask);
  PERFORM set_config('purpose.current', '', true);
  EXECUTE format('SELECT count(*) FROM public.direct_%s d FULL JOIN public.column_%1$s m USING (id) WHERE d.v::text IS DISTINCT FROM m.v::text', c.n) INTO wrong;
  IF wrong > 0 THEN RETURN format('%s values are not what the function gives', wrong); END IF;
  EXECUTE format('SELECT count(*) FROM public.column_%s WHERE v IS NULL', c.n) INTO wrong;
  IF wrong <> 1 THEN RETURN format('%s NULLs', wrong); END IF;
  EXECUTE format('CREATE TABLE public.extract_%s AS SELECT v FROM public.column_%1$s', c.n);
  SELECT format_type(a.atttypid, a.atttypmod) = format_type(b.atttypid, b.atttypmod) INTO kept
    FROM pg_attribute a, pg_attribute b WHERE a.attname = 'v' AND b.attname = 'v'
     AND a.attrelid = format('public.column_%s', c.n)::regclass AND b.attrelid = format('public.extract_%s', c.n)::regclass;
  IF NOT kept THEN RETURN 'another type'; END IF;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  RETURN SQLERRM;
END $$;
SELECT cmp_ok(count(*), '>=', 120::bigint, 'masks are tried on columns of all types') FROM mask_case;
SELECT is_empty('SELECT c.type, c.mask, w FROM mask_case c, pg_temp.complaint(c) AS w WHERE w IS NOT NULL',
                'every mask reads as its function says, for every odd value, and keeps the column''s type');
-- a domain that wants more than a mask gives
CREATE TABLE strict_one (id int, v note);
INSERT INTO strict_one VALUES (1, 'Jane');
SECURITY LABEL FOR purpose ON COLUMN strict_one.v IS 'ALLOW open; ELSE NULL';
SELECT is((SELECT v FROM strict_one)::text, NULL, 'ELSE NULL of a domain that forbids NULL reads as NULL: a mask is not stored');
CREATE DOMAIN adult AS int CHECK (VALUE >= 18);
CREATE TABLE strict_two (id int, v adult);
INSERT INTO strict_two VALUES (1, 21);
SECURITY LABEL FOR purpose ON COLUMN strict_two.v IS 'ALLOW open; ELSE MASK WITH (round_down(v, 20))';
SELECT is((SELECT v FROM strict_two)::int, 20, 'a mask that its column''s domain takes');
SECURITY LABEL FOR purpose ON COLUMN strict_two.v IS 'ALLOW open; ELSE MASK WITH (round_down(v, 50))';
SELECT throws_ok('SELECT v FROM strict_two', '23514', NULL, 'one that it refuses is an error, not a value');
SELECT throws_ok($$SECURITY LABEL FOR purpose ON COLUMN strict_two.v IS 'ALLOW open; ELSE MASK WITH (to_range(v, 10))'$$,
                 '42804', NULL, 'a mask of another type is refused with the label');
-- a kept length limit, and one that is exceeded
CREATE TABLE strict_three (id int, v varchar(6));
INSERT INTO strict_three VALUES (1, 'Jane');
SECURITY LABEL FOR purpose ON COLUMN strict_three.v IS 'ALLOW open; ELSE MASK WITH (redact(v))';
SELECT throws_ok('SELECT v FROM strict_three', '22001', NULL, 'a mask longer than its column is an error');
SECURITY LABEL FOR purpose ON COLUMN strict_three.v IS 'ALLOW open; ELSE MASK WITH (redact(v)::varchar(6))';
SELECT is((SELECT v FROM strict_three)::text, '[redac', '... unless it is cut off by a cast');

-- ---- who may ------------------------------------------------------------------

CREATE ROLE regress_purpose_guesser;
SET LOCAL ROLE regress_purpose_guesser;
SELECT throws_ok('SELECT purpose.' || call, '42501', NULL,
                 call || ' is refused without the privilege')
  FROM unnest(ARRAY['pseudonym(''a'')', 'pseudonym(''a'', 8)',
                    'pseudonym(''a'' COLLATE "C")',
                    'pseudonym(1)', 'pseudonym(1::int8)',
                    'pseudonym(''00000000-0000-0000-0000-000000000000''::uuid)',
                    'noise(1, 0.1)', 'noise(1::int8, 0.1)', 'noise(1.5, 0.1)',
                    'noise(1::float8, 0.1)', 'noise(date ''2026-01-01'', 3)',
                    'pseudonym_key_id()']) AS call;
SELECT throws_ok('SHOW purpose.pseudonym_key_file', '42501', NULL,
                 'and so is the path of the key');
RESET ROLE;
SELECT throws_ok('SET purpose.pseudonym_key_file = ''PG_VERSION''', '55P02', NULL,
                 'no session sets it, not even a superuser''s');

SELECT * FROM finish();
ROLLBACK;

COPY (SELECT WHERE false) TO PROGRAM 'rm purpose_maskfuncs_tap.key';
ALTER SYSTEM RESET purpose.pseudonym_key_file;
SELECT pg_reload_conf() AS reloading \gset
