--
-- Compiled expressions: masks, conditions and what is computed of them are the
-- same with JIT as without.  Where the server has no JIT there is nothing to
-- show.
--
\set ECHO none
SET client_min_messages = error;

BEGIN;
SELECT plan(9);

INSERT INTO purpose.vocabulary (name) VALUES ('care'), ('research'), ('survey');
CREATE TABLE t (id int, agreed boolean, name text, born date, pay int);
INSERT INTO t SELECT i, i % 3 = 0, 'name ' || i, date '1970-01-01' + i, 1000 + i FROM generate_series(1, 300) AS i;
SECURITY LABEL FOR purpose ON COLUMN t.name IS
  'ALLOW care; ALLOW research WHEN (agreed); ELSE MASK WITH (purpose.partial(name, 2, ''***'', 0))';
SECURITY LABEL FOR purpose ON COLUMN t.born IS 'ALLOW care; ELSE MASK WITH (purpose.truncate_date(born, ''year''))';
SECURITY LABEL FOR purpose ON COLUMN t.pay IS 'ALLOW care, research; ELSE NULL';

-- All rows that a query gives, and whether the plan was compiled.
CREATE FUNCTION rows_of(query text, jit boolean, OUT rows text, OUT compiled boolean) LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
  PERFORM set_config('jit', jit::text, true), set_config('jit_above_cost', '0', true),
    set_config('jit_inline_above_cost', '0', true), set_config('jit_optimize_above_cost', '-1', true);
  EXECUTE 'SELECT string_agg(q::text, E''\n'') FROM (' || query || ') AS q' INTO rows;
  EXECUTE 'EXPLAIN (ANALYZE, FORMAT JSON) ' || query INTO plan;
  compiled := plan::jsonb #> '{0,JIT}' IS NOT NULL;
END $$;

CREATE TABLE query (nr serial, purpose text, text text);
INSERT INTO query (purpose, text) VALUES
  ('', 'SELECT id, name, born, pay FROM t WHERE name > ''n'' AND born < ''2000-01-01'' ORDER BY id'),
  ('research', 'SELECT id, upper(name), pay + 1 FROM t WHERE name LIKE ''name 1%'' ORDER BY id'),
  ('research', 'SELECT name, born, count(*), sum(pay) FROM t GROUP BY name, born ORDER BY 1, 2'),
  ('survey', 'SELECT a.id, b.name, a FROM t AS a JOIN t AS b USING (born) WHERE a.id + b.id < 12 ORDER BY a.id, b.id');

CREATE TABLE result (nr int, with_rows text, without_rows text, compiled boolean);
DO $$
DECLARE q query; w record; o record;
BEGIN
  FOR q IN SELECT * FROM query ORDER BY nr LOOP
    PERFORM set_config('purpose.current', q.purpose, false);
    o := rows_of(q.text, false);
    w := rows_of(q.text, true);
    INSERT INTO result VALUES (q.nr, w.rows, o.rows, w.compiled);
  END LOOP;
  PERFORM set_config('purpose.current', '', false), set_config('jit', 'on', false);
END $$;

SELECT is((SELECT bool_and(compiled) FROM result), pg_jit_available(), 'plans are compiled where that can be');
SELECT is(with_rows, without_rows, 'the same rows') FROM result ORDER BY nr;
SELECT unalike(with_rows, '%name 1%', 'masked') FROM result WHERE nr = 1;
SELECT unalike(with_rows, '%-__-02%', 'every column of them') FROM result WHERE nr = 1;
SELECT alike(with_rows, '%"NAME 12"%', 'not where the row agreed') FROM result WHERE nr = 2;
SELECT unalike(with_rows, '%NAME 13"%', 'but where it did not') FROM result WHERE nr = 2;

SELECT * FROM finish();
ROLLBACK;
