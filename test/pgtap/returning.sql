--
-- RETURNING on the versions that have more of it than 15: MERGE has one from
-- 17 on, and OLD and NEW come with 18.  What a statement that writes returns
-- is masked whatever the rows say, and what is not visible of a row that is
-- not there (OLD of an INSERT, NEW of a DELETE) is NULL, not a mask.
--
-- What holds everywhere is in sql/writes.sql.
--
\set ECHO none
SET client_min_messages = warning;

SELECT current_setting('server_version_num')::int >= 170000 AS merge_returns,
       current_setting('server_version_num')::int >= 180000 AS has_old_and_new \gset

DROP ROLE IF EXISTS returning_writer;
CREATE ROLE returning_writer;

SELECT plan(39);

INSERT INTO purpose.vocabulary (name) VALUES ('care'), ('research');
SECURITY LABEL FOR purpose ON ROLE returning_writer IS 'DECLARE ANY';

CREATE SCHEMA ret;
GRANT USAGE ON SCHEMA ret TO returning_writer;
CREATE TABLE ret.person (id int PRIMARY KEY, gone int, name text, email text, phone text, note text,
  agreed boolean, upper text GENERATED ALWAYS AS (upper(name)) STORED);
ALTER TABLE ret.person DROP COLUMN gone;
INSERT INTO ret.person (id, name, email, phone, note, agreed) VALUES
  (1, 'Alice', 'alice@example.com', '0301', 'x', true),
  (2, 'Bob', 'bob@example.com', '0302', 'y', false);
GRANT ALL ON ret.person TO returning_writer;
-- one of each kind: a mask, a constant, a condition, NULL, a block
SECURITY LABEL FOR purpose ON COLUMN ret.person.name IS 'ALLOW care; ELSE MASK WITH (left(name, 1))';
SECURITY LABEL FOR purpose ON COLUMN ret.person.email IS 'ALLOW care; ELSE MASK WITH (''hidden'')';
SECURITY LABEL FOR purpose ON COLUMN ret.person.phone IS
  'ALLOW care; ALLOW research WHEN (agreed); ELSE MASK WITH (''none'')';
SECURITY LABEL FOR purpose ON COLUMN ret.person.note IS 'ALLOW care';

CREATE TABLE ret.part (id int, name text, ward int) PARTITION BY LIST (ward);
CREATE TABLE ret.part1 PARTITION OF ret.part FOR VALUES IN (1);
CREATE TABLE ret.part2 (name text, gone int, ward int, id int);
ALTER TABLE ret.part2 DROP COLUMN gone;
ALTER TABLE ret.part ATTACH PARTITION ret.part2 FOR VALUES IN (2);
INSERT INTO ret.part VALUES (1, 'Alice', 1), (2, 'Bob', 2);
GRANT ALL ON ret.part TO returning_writer;
SECURITY LABEL FOR purpose ON COLUMN ret.part.name IS 'ALLOW care; ELSE MASK WITH (left(name, 1) || ward)';
CREATE VIEW ret.people AS SELECT id, name, upper AS shout, agreed FROM ret.person;
GRANT ALL ON ret.people TO returning_writer;

-- a mask with a sub-select that asks for the row
CREATE TABLE ret.ward (id int, label text);
INSERT INTO ret.ward VALUES (1, 'one'), (2, 'two');
CREATE TABLE ret.visit (id int PRIMARY KEY, ward int, name text);
INSERT INTO ret.visit VALUES (1, 1, 'Alice'), (2, 2, 'Bob');
GRANT ALL ON ret.visit TO returning_writer;
SECURITY LABEL FOR purpose ON COLUMN ret.visit.name IS
  'ALLOW care; ELSE MASK WITH ((SELECT w.label FROM ret.ward w WHERE w.id = visit.ward))';

-- What a statement shows to a purpose: its rows, or the SQLSTATE.  Nothing of
-- what it does stays.
CREATE FUNCTION seen(purpose text, statement text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  r record;
  result text;
BEGIN
  PERFORM set_config('purpose.current', purpose, true);
  PERFORM set_config('role', 'returning_writer', true);
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

-- ======== MERGE ... RETURNING ================================================

\if :merge_returns
SELECT is(seen('research', $$MERGE INTO ret.person p USING (VALUES (1), (9)) s (i) ON p.id = s.i
  WHEN MATCHED THEN UPDATE SET agreed = false
  WHEN NOT MATCHED THEN INSERT (id, name, email, phone, agreed) VALUES (9, 'Nina', 'nina@example.com', '0309', true)
  RETURNING merge_action(), s.i, p.id, p.name, p.email, p.phone, p.upper$$),
  '(UPDATE,1,1,A,hidden,none,) (INSERT,9,9,N,hidden,none,)', 'MERGE: masks, and conditions count as not met');
SELECT is(seen('care', $$MERGE INTO ret.person p USING (VALUES (1), (9)) s (i) ON p.id = s.i
  WHEN MATCHED THEN UPDATE SET agreed = false
  WHEN NOT MATCHED THEN INSERT (id, name) VALUES (9, 'Nina')
  RETURNING merge_action(), p.name, p.phone, p.upper$$),
  '(UPDATE,Alice,0301,ALICE) (INSERT,Nina,,NINA)', '... who may use them sees all');
SELECT is(seen('research', $$MERGE INTO ret.person p USING (VALUES (2)) s (i) ON p.id = s.i
  WHEN MATCHED THEN DELETE RETURNING merge_action(), p.name, p.phone$$),
  '(DELETE,B,none)', '... of a row that is deleted');
SELECT is(seen('research', $$MERGE INTO ret.person p USING (VALUES (1)) s (i) ON p.id = s.i
  WHEN MATCHED THEN UPDATE SET agreed = true RETURNING p.note$$), '42501', '... a blocked column');
SELECT is(seen('research', $$MERGE INTO ret.person p USING (VALUES (1)) s (i) ON p.id = s.i
  WHEN MATCHED THEN UPDATE SET agreed = true RETURNING p$$), '42501', '... a whole row that has one');
SELECT is(seen('research', $$MERGE INTO ret.person p USING (VALUES (1)) s (i) ON p.id = s.i
  WHEN MATCHED AND p.name = 'Alice' THEN DELETE RETURNING p.id$$), '42501', '... acting on a masked column');
SELECT is(seen('research', $$MERGE INTO ret.person p USING (VALUES (1)) s (i) ON p.id = s.i
  WHEN MATCHED AND p.phone = '0301' THEN DELETE RETURNING p.id$$), '42501', '... or on a conditional one');
SELECT is(seen('research', $$WITH m AS (MERGE INTO ret.person p USING (VALUES (1)) s (i) ON p.id = s.i
  WHEN MATCHED THEN UPDATE SET agreed = true RETURNING p.id, p.name) SELECT id, name FROM m$$), '42501',
  '... through a WITH, where it is no longer known what becomes of it');
SELECT is(seen('research', $$WITH m AS (MERGE INTO ret.person p USING (VALUES (1)) s (i) ON p.id = s.i
  WHEN MATCHED THEN UPDATE SET agreed = true RETURNING p.id, p.name)
  INSERT INTO ret.part (id, name, ward) SELECT id, name, 1 FROM m RETURNING id$$), '42501',
  '... nor on into another table');
SELECT is(seen('research', $$MERGE INTO ret.part p USING (VALUES (1), (2), (3)) s (i) ON p.id = s.i
  WHEN MATCHED THEN UPDATE SET ward = 3 - ward WHEN NOT MATCHED THEN INSERT VALUES (3, 'Carol', 2)
  RETURNING p.id, p.name, p.ward$$),
  '(1,A2,2) (2,B1,1) (3,C2,2)', '... of partitions, also of rows that move between them');
SELECT is(seen('research', $$MERGE INTO ret.people p USING (VALUES (1)) s (i) ON p.id = s.i
  WHEN MATCHED THEN UPDATE SET agreed = true RETURNING p.name, p.shout$$), '(A,)', '... through a view');
SELECT is(seen('research', $$MERGE INTO ret.visit v USING (VALUES (1), (9)) s (i) ON v.id = s.i
  WHEN MATCHED THEN UPDATE SET ward = 2 WHEN NOT MATCHED THEN INSERT VALUES (9, 1, 'Nina') RETURNING v.name, v$$),
  '(two,"(1,2,two)") (one,"(9,1,one)")', '... masks with sub-selects');
\else
SELECT skip('MERGE has RETURNING from PostgreSQL 17 on', 12);
\endif

-- ======== RETURNING OLD and NEW =============================================

\if :has_old_and_new
SELECT is(seen('research', $$UPDATE ret.person SET agreed = NOT agreed WHERE id < 3
  RETURNING id, old.name, new.name, old.email, new.email, old.phone, new.phone, old.upper, new.upper, old.agreed, new.agreed$$),
  '(1,A,A,hidden,hidden,none,none,,,t,f) (2,B,B,hidden,hidden,none,none,,,f,t)', 'UPDATE: both are masked');
SELECT is(seen('care', $$UPDATE ret.person SET name = 'Zoe' WHERE id = 1 RETURNING old.name, new.name, old.upper, new.upper$$),
  '(Alice,Zoe,ALICE,ZOE)', '... who may use them sees both');
SELECT is(seen('research', $$INSERT INTO ret.person (id, name, email, phone) VALUES (9, 'Nina', 'nina@example.com', '0309')
  RETURNING old.id, old.name, old.email, old.phone, new.name, new.email, new.phone$$),
  '(,,,,N,hidden,none)', 'INSERT: OLD has nothing to mask');
SELECT is(seen('research', $$DELETE FROM ret.person WHERE id = 1
  RETURNING old.name, old.email, old.phone, new.id, new.name, new.email, new.phone, email$$),
  '(A,hidden,none,,,,,hidden)', 'DELETE: nor has NEW');
SELECT is(seen('research', $$INSERT INTO ret.person (id, name) VALUES (1, 'X'), (9, 'Nina') ON CONFLICT (id) DO UPDATE SET agreed = true
  RETURNING old.name, new.name, old.email, new.email, name$$),
  '(A,A,hidden,hidden,A) (,N,,hidden,N)', 'ON CONFLICT: row by row');
SELECT is(seen('research', $$UPDATE ret.person SET agreed = true WHERE id = 1 RETURNING old.note$$), '42501', 'a blocked column of OLD');
SELECT is(seen('research', $$UPDATE ret.person SET agreed = true WHERE id = 1 RETURNING new.note$$), '42501', '... of NEW');
SELECT is(seen('research', $$UPDATE ret.person SET agreed = true WHERE id = 1 RETURNING old$$), '42501', '... the whole of OLD');
SELECT is(seen('research', $$UPDATE ret.person SET agreed = true WHERE id = 1 RETURNING old.*, new.*$$), '42501', '... all of both');
SELECT is(seen('research', $$UPDATE ret.person SET agreed = true WHERE id = 1
  RETURNING WITH (OLD AS before, NEW AS after) before.name, after.phone$$), '(A,none)', 'under other names');
SELECT is(seen('research', $$UPDATE ret.person SET agreed = false WHERE id = 1
  RETURNING old.name = new.name, old.phone = '0301', length(old.name), old.name || new.email$$), '(t,f,1,Ahidden)',
  'in expressions, which get the masks');
SELECT is(seen('research', $$UPDATE ret.person SET agreed = false WHERE id = 1
  RETURNING (SELECT old.name || count(*) FROM ret.part WHERE name LIKE old.name || '%')$$), '42501', 'but not in sub-selects');
SELECT is(seen('research', $$UPDATE ret.part SET ward = 3 - ward RETURNING old.id, old.name, new.name, old.tableoid::regclass::text, new.tableoid::regclass::text$$),
  '(1,A1,A2,ret.part1,ret.part2) (2,B2,B1,ret.part2,ret.part1)', 'of partitions, also of rows that move');
SELECT is(seen('research', $$UPDATE ret.part SET ward = 3 - ward RETURNING old, new$$),
  '("(1,A1,1)","(1,A2,2)") ("(2,B2,2)","(2,B1,1)")', '... as whole rows');
SELECT is(seen('research', $$DELETE FROM ret.part WHERE id = 2 RETURNING old, new$$), '("(2,B2,2)",)', '... a whole row that is not there is NULL');
SELECT is(seen('research', $$UPDATE ret.people SET agreed = true WHERE id = 1 RETURNING old.name, new.shout, old.shout$$),
  '(A,,)', 'through a view');
SELECT is(seen('research', $$MERGE INTO ret.person p USING (VALUES (1), (9)) s (i) ON p.id = s.i
  WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (id, name, email) VALUES (9, 'Nina', 'n@example.com')
  RETURNING merge_action(), old.name, new.name, old.email, new.email, p.email$$),
  '(DELETE,A,,hidden,,hidden) (INSERT,,N,,hidden,hidden)', 'MERGE');
SELECT is(seen('research', $$WITH u AS (UPDATE ret.person SET agreed = true RETURNING old.name AS o, new.phone AS n) SELECT o, n FROM u$$),
  '42501', 'not through a WITH, where it is no longer known what becomes of them');
SELECT is(seen('research', $$WITH u AS (UPDATE ret.person SET agreed = true RETURNING old.id, old.name AS o)
  INSERT INTO ret.part SELECT id, o, 1 FROM u RETURNING id$$), '42501', '... nor on into another table');
SELECT is(seen('research', $$WITH u AS (UPDATE ret.person SET agreed = true RETURNING old.id, new.agreed)
  INSERT INTO ret.part SELECT id, 'x', 1 FROM u RETURNING id$$), '(1) (2)', '... where open columns may go');
SELECT is(seen('research', $$UPDATE ret.person SET name = 'x' RETURNING old.name$$), '42501', 'a masked column is not written for it');
SELECT is(seen('research', $$UPDATE ret.visit SET ward = 3 - ward RETURNING old.name, new.name$$), '(one,two) (two,one)',
  'masks with sub-selects, which ask for the right version');
SELECT is(seen('research', $$INSERT INTO ret.visit VALUES (1, 1, 'X') ON CONFLICT (id) DO UPDATE SET ward = 2 RETURNING old.name, new.name, old, new$$),
  '(one,two,"(1,1,one)","(1,2,two)")', '... also in whole rows');

-- virtual columns, of either version of the row
ALTER TABLE ret.person ADD shown text GENERATED ALWAYS AS (lower(name)) VIRTUAL,
  ADD twice int GENERATED ALWAYS AS (id * 2) VIRTUAL;
SELECT is(seen('research', $$UPDATE ret.person SET id = 5 WHERE id = 1 RETURNING old.shown, new.shown, shown, old.twice, new.twice$$),
  '(,,,2,10)', 'virtual columns inherit in OLD and NEW');
SELECT is(seen('care', $$UPDATE ret.person SET name = 'Zoe' WHERE id = 1 RETURNING old.shown, new.shown$$),
  '(alice,zoe)', '... and are computed of the right one');
SECURITY LABEL FOR purpose ON COLUMN ret.person.shown IS 'ALLOW care; ELSE MASK WITH (left(shown, 2))';
SELECT is(seen('research', $$INSERT INTO ret.person (id, name) VALUES (9, 'Nina') RETURNING old.shown, new.shown$$), '(,ni)',
  '... with a mask of their own, too');
SELECT is(seen('research', $$DELETE FROM ret.person WHERE id = 1 RETURNING old.shown, new.shown, old.twice, new.twice$$), '(al,,2,)',
  '... and NULL where there is no row');
\else
SELECT skip('RETURNING has OLD and NEW from PostgreSQL 18 on', 27);
\endif

SELECT * FROM finish();

DROP OWNED BY returning_writer;
DROP ROLE returning_writer;
