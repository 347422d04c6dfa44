-- rows.sql - the rows.  psql variables:
--	variant		'A' or 'B': what restricted values that no purpose of the fuzzer
--				sees depend on.  All the rest is the same for both: unrestricted
--				columns, values in rows whose condition lets some purpose see
--				them, and what a mask leaves of a value.
--	purpose		'' for the values themselves; else what that purpose is to see
--				(the physically masked copy; run has dropped the constraints).
-- The fillers depend on the values stored, so each table is filled in two steps.
\set ON_ERROR_STOP 1
SET client_min_messages = warning;
SET search_path = fz, pg_catalog;
SET fz.masked = :'purpose';
SELECT :'purpose' <> '' AS masked, :'purpose' = 'fz_marketing' AS marketing,
  :'purpose' = 'fz_research' AS research \gset

-- What fills a row up to n bytes: at most 126, for what is longer has a longer
-- header and must be aligned.
CREATE FUNCTION pg_temp.fill(n int, record) RETURNS text LANGUAGE plpgsql AS
$$ BEGIN
  IF pg_column_size($2) > n OR pg_column_size($2) < n - 126 AND current_setting('fz.masked') = '' THEN
    RAISE 'row of % bytes for %: %', pg_column_size($2), n, $2; END IF;
  RETURN repeat('x', n - pg_column_size($2));
END $$;
-- A number that varies, or not.
CREATE FUNCTION pg_temp.v(fixed boolean, variant text, salt text, n int) RETURNS int LANGUAGE sql AS
$$ SELECT fz.h(CASE WHEN fixed THEN '' ELSE variant END || salt, n) $$;

INSERT INTO place SELECT i, 'city' || i % 8, h('code', i) % 100, 'place ' || i
  FROM generate_series(1, 40) i;

CREATE TEMP TABLE t_person (LIKE person);
INSERT INTO t_person (id, grp, consent, city, ssn, email, salary, born, phone, note, score, tags, prefs)
  SELECT i, i % 12, nullif(h('consent', i) % 7, 0) < 4, 'city' || h('city', i) % 8,
    CASE WHEN h(:'variant' || 'ssn0', i) % 9 > 0 THEN h(:'variant' || 'ssn', i) || '-' || i END,
    CASE WHEN h('email0', i) % 11 > 0 THEN
      chr(97 + h('email1', i) % 5) || pg_temp.v(c, :'variant', 'email2', i) % 3000 || '@' ||
      repeat(chr(97 + pg_temp.v(c, :'variant', 'email3', i) % 20), 3) || '.' ||
      (array['com', 'org', 'net'])[1 + h('email4', i) % 3] END,
    CASE WHEN h('salary0', i) % 13 > 0 THEN
      1000 * (10 + h('salary1', i) % 70) + h(:'variant' || 'salary2', i) % 1000 END,
    CASE WHEN h(:'variant' || 'born0', i) % 8 > 0 THEN
      date '1930-01-01' + h(:'variant' || 'born', i) % (CASE :'variant' WHEN 'A' THEN 20000 ELSE 900 END) END,
    CASE WHEN pg_temp.v(c, :'variant', 'phone0', i) % 5 > 0 THEN
      '+49' || pg_temp.v(c, :'variant', 'phone', i) % 100000 END,
    CASE WHEN i % 25 = 0 THEN repeat(md5(:'variant' || i), 90)
      WHEN h(:'variant' || 'note0', i) % 4 > 0 THEN 'note ' || h(:'variant' || 'note', i) % 20 END,
    CASE WHEN pg_temp.v(c, :'variant', 'score0', i) % 6 > 0 THEN
      pg_temp.v(c, :'variant', 'score', i) % 50 END,
    CASE WHEN h(:'variant' || 'tags0', i) % 4 > 0 THEN
      array['t' || h(:'variant' || 'tags1', i) % 6, 't' || h(:'variant' || 'tags2', i) % 3] END,
    CASE WHEN h('prefs0', i) % 5 > 0 THEN
      jsonb_build_object('lang', 'l' || h('prefs', i) % 4, 'x', h(:'variant' || 'prefs', i) % 10) END
  FROM generate_series(1, 300) i,
    LATERAL (SELECT coalesce(nullif(h('consent', i) % 7, 0) < 4, false)) x (c);
\if :masked
UPDATE t_person SET ssn = NULL,
  email = CASE WHEN :'marketing'::boolean AND consent THEN email ELSE purpose.email(email) END,
  salary = purpose.round_down(salary, 1000),
  born = NULL,
  phone = CASE WHEN :'research'::boolean AND consent THEN phone END,
  note = '[note]',
  score = CASE WHEN :'research'::boolean AND consent THEN score END,
  tags = NULL,
  prefs = purpose.jsonb_keep(prefs, 'lang');
\endif
\if :masked
-- a mask of one column is none of another: what is computed from it is NULL
UPDATE t_person SET twice = NULL, year = NULL;
\else
UPDATE t_person SET twice = salary * 2, year = extract(year FROM born);
\endif
SELECT
  format('INSERT INTO person (%1$s) SELECT %1$s FROM t_person ORDER BY id',
    string_agg(quote_ident(attname), ', ' ORDER BY attnum)) AS insert_person
  FROM pg_attribute WHERE attrelid = 'fz.person'::regclass AND attnum > 0
    AND attgenerated = '' \gset
-- a note that is TOASTed is a pointer in the row, of the same size everywhere
UPDATE t_person t SET filler = pg_temp.fill(195 + CASE WHEN h('prefs0', id) % 5 > 0 THEN 40 ELSE 0 END,
  ROW(t.id, t.grp, t.salary, t.born, t.score, t.twice, t.year, t.consent, t.city, t.ssn, t.email, t.phone,
    CASE WHEN id % 25 > 0 THEN note END, t.tags, t.prefs, ''::text, NULL::int));
:insert_person;

CREATE TEMP TABLE t_account (LIKE account);
INSERT INTO t_account (aid, pid, kind, open, balance, pin, iban, home)
  SELECT i, 1 + h('pid', i) % 250, (array['cash', 'loan', 'card'])[1 + i % 3], nullif(h('open', i) % 5, 0) < 3,
    CASE WHEN pg_temp.v(o, :'variant', 'balance0', i) % 9 > 0 THEN
      trim_scale((pg_temp.v(o, :'variant', 'balance', i) % 100000) / 100.0) END,
    h(:'variant' || 'pin', i) % (CASE :'variant' WHEN 'A' THEN 10000 ELSE 200 END),
    'DE' || h(:'variant' || 'iban', i) % 100000 || 'x' || i || lpad((h('iban', i) % 30)::text, 2, '0'),
    CASE WHEN h(:'variant' || 'home0', i) % 4 > 0 THEN
      1 + h(:'variant' || 'home', i) % (CASE :'variant' WHEN 'A' THEN 40 ELSE 7 END) END
  FROM generate_series(1, 200) i,
    LATERAL (SELECT coalesce(nullif(h('open', i) % 5, 0) < 3, false)) x (o);
\if :masked
ALTER TABLE t_account ALTER pin DROP NOT NULL;
UPDATE t_account SET balance = CASE WHEN :'research'::boolean AND open THEN balance END,
  pin = NULL, iban = 'X' || right(iban, 2), home = NULL;
\endif
UPDATE t_account t SET filler = pg_temp.fill(120,
  ROW(t.aid, t.pid, t.pin, t.home, t.open, t.kind, t.balance, t.iban, ''::text, NULL::int));
INSERT INTO account SELECT * FROM t_account ORDER BY aid;

CREATE TEMP TABLE t_visit (LIKE visit);
INSERT INTO t_visit (vid, region, pid, day, ward, diag, doctor, cost)
  SELECT i, r, 1 + h('vpid', i) % 300, date '2020-01-01' + h('day', i) % 700, h('ward', i) % 10,
    CASE WHEN h(:'variant' || 'diag0', i) % 4 > 0 THEN
      'diag' || h(:'variant' || 'diag', i) % (CASE :'variant' WHEN 'A' THEN 30 ELSE 4 END) END,
    CASE WHEN pg_temp.v(r <> 'e' OR w < 5, :'variant', 'doctor0', i) % 4 > 0 THEN
      'Dr ' || pg_temp.v(r <> 'e' OR w < 5, :'variant', 'doctor', i) % 25 END,
    CASE WHEN pg_temp.v(r NOT IN ('n', 's'), :'variant', 'cost0', i) % 6 > 0 THEN
      pg_temp.v(r NOT IN ('n', 's'), :'variant', 'cost', i) % 1000 END
  FROM generate_series(1, 240) i,
    LATERAL (SELECT (array['n', 's', 'e', 'w', 'w', 'x'])[1 + h('region', i) % 6], h('ward', i) % 10) x (r, w);
\if :masked
-- as seen through the parent: cost is blocked in all rows, and a partition's
-- condition for doctor is asked of all
UPDATE t_visit SET diag = NULL, cost = NULL,
  doctor = CASE WHEN :'research'::boolean AND ward < 5 THEN doctor ELSE 'Dr ?' END;
\endif
UPDATE t_visit t SET filler = pg_temp.fill(100,
  ROW(t.vid, t.pid, t.day, t.ward, t.cost, t.region, t.diag, t.doctor, ''::text, NULL::int));
INSERT INTO visit SELECT * FROM t_visit ORDER BY vid;

-- Which rows are cats', and have no more than four lives, decides whose names
-- vary.  Through the parent, which knows no lives, all are masked.
CREATE TEMP TABLE t_animal (LIKE animal, kind text, extra text);
INSERT INTO t_animal (id, name, weight, owner, kind, extra)
  SELECT i, (array['Ada', 'Bob', 'Cat', 'Dan'])[1 + h('name', i) % 4] ||
      pg_temp.v(i % 3 <> 2 OR i % 9 > 4, :'variant', 'name2', i) % 40,
    h('weight', i) % 60,
    CASE WHEN h(:'variant' || 'owner0', i) % 4 > 0 THEN 'o' || h(:'variant' || 'owner', i) % 20 END,
    (array['animal', 'dog', 'cat'])[1 + i % 3],
    'chip' || h(:'variant' || 'chip', i) % 1000
  FROM generate_series(1, 120) i;
\if :masked
UPDATE t_animal SET name = left(name, 1), owner = NULL, extra = NULL;
\endif
UPDATE t_animal t SET filler = pg_temp.fill(90,
  ROW(t.id, t.weight, t.name, t.owner, ''::text, NULL::int, CASE kind WHEN 'dog' THEN extra END));
INSERT INTO animal SELECT id, weight, name, owner, filler, nothing FROM t_animal
  WHERE kind = 'animal' ORDER BY id;
INSERT INTO dog SELECT id, weight, name, owner, filler, nothing, 'breed' || id % 5, extra FROM t_animal
  WHERE kind = 'dog' ORDER BY id;
INSERT INTO cat SELECT id, weight, name, owner, filler, nothing, id % 9 FROM t_animal
  WHERE kind = 'cat' ORDER BY id;

CREATE TEMP TABLE t_letter (LIKE letter);
INSERT INTO t_letter
  SELECT i, i % 12, 'body ' || i % 30,
    CASE WHEN h(:'variant' || 'secret0', i) % 5 > 0 THEN 's' || h(:'variant' || 'secret', i) % 30 END,
    CASE WHEN pg_temp.v(agreed, :'variant', 'sender0', i) % 3 > 0 THEN
      'from' || pg_temp.v(agreed, :'variant', 'sender', i) % 50 END,
    NULL, NULL
  FROM generate_series(1, 150) i, LATERAL (SELECT h('agreed', i) % 3 = 0) x (agreed);
\if :masked
UPDATE t_letter SET secret = '[secret]',
  sender = CASE WHEN :'research'::boolean AND h('agreed', lid) % 3 = 0 THEN sender END;
\endif
UPDATE t_letter t SET filler = pg_temp.fill(90,
  ROW(t.lid, t.grp, t.body, t.secret, t.sender, ''::text, NULL::int));
INSERT INTO letter SELECT * FROM t_letter ORDER BY lid;

-- Who agreed to mail is the same in both variants; to what else, and what those
-- who did not agree to mail have agreed to, is not.
CREATE TEMP TABLE t_agreement (LIKE agreement);
INSERT INTO t_agreement (lid, what)
  SELECT i, CASE WHEN n = 1 AND h('agreed', i) % 3 = 0 THEN 'mail'
    WHEN h(:'variant' || 'what0' || n, i) % 6 > 0 THEN
      (array['post', 'call', 'visit'])[1 + h(:'variant' || 'what' || n, i) % (CASE :'variant' WHEN 'A' THEN 3 ELSE 2 END)] END
  FROM generate_series(1, 150) i, generate_series(1, 2) n;
\if :masked
UPDATE t_agreement SET what = NULL;
\endif
UPDATE t_agreement t SET filler = pg_temp.fill(60, ROW(t.lid, t.what, ''::text, NULL::int));
INSERT INTO agreement SELECT * FROM t_agreement ORDER BY lid, what = 'mail' DESC NULLS LAST;

CREATE TEMP TABLE t_diary (LIKE fzs.diary);
INSERT INTO t_diary (id, day, line, mood)
  SELECT i, date '2021-01-01' + i % 50,
    CASE WHEN h(:'variant' || 'line0', i) % 5 > 0 THEN 'line ' || h(:'variant' || 'line', i) % 100 END,
    CASE WHEN h(:'variant' || 'mood0', i) % 5 > 0 THEN h(:'variant' || 'mood', i) % 10 END
  FROM generate_series(1, 100) i;
\if :masked
UPDATE t_diary SET line = NULL, mood = NULL;
\endif
UPDATE t_diary t SET filler = pg_temp.fill(80,
  ROW(t.id, t.day, t.mood, t.line, ''::text, NULL::int));
INSERT INTO fzs.diary SELECT * FROM t_diary ORDER BY id;

\if :masked
\else
REFRESH MATERIALIZED VIEW mv_person;
REFRESH MATERIALIZED VIEW mv_grp;
\endif
VACUUM (FREEZE, ANALYZE) place, person, account, visit, animal, dog, cat, letter, agreement, fzs.diary;
\if :masked
\else
VACUUM (FREEZE, ANALYZE) mv_person, mv_grp;
\endif
