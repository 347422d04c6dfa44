--
-- Generated columns on the versions that have more of them than 15:
-- virtual ones (18), which are computed when they are read, so by the planner
-- and behind our back; SET EXPRESSION (17), with which an owner could point a
-- declassified column at something else; and partitions whose generated
-- column has an expression of its own (16).
--
-- What holds for stored ones everywhere is in sql/derived.sql.  RETURNING of
-- MERGE, and of OLD and NEW, is in returning.sql.
--
\set ECHO none
SET client_min_messages = warning;

SELECT current_setting('server_version_num')::int >= 160000 AS children_differ,
       current_setting('server_version_num')::int >= 170000 AS can_set_expression,
       current_setting('server_version_num')::int >= 180000 AS has_virtual \gset

DROP ROLE IF EXISTS generated_reader, generated_owner;
CREATE ROLE generated_reader;
CREATE ROLE generated_owner;

SELECT plan(55);

INSERT INTO purpose.vocabulary (name) VALUES ('care'), ('research'), ('both');
SECURITY LABEL FOR purpose ON ROLE generated_reader IS 'DECLARE ANY';
SECURITY LABEL FOR purpose ON ROLE generated_owner IS 'DECLARE ANY';

-- What a statement shows to a purpose: its rows, or the SQLSTATE.  Nothing of
-- what it does stays.
CREATE FUNCTION seen(purpose text, statement text, who text DEFAULT 'generated_reader')
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

-- The SQLSTATE of a statement without rows, NULL if it runs.
CREATE FUNCTION done(purpose text, statement text, who text DEFAULT 'generated_reader')
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  result text;
BEGIN
  PERFORM set_config('purpose.current', purpose, true);
  PERFORM set_config('role', who, true);
  BEGIN
    EXECUTE statement;
    RAISE EXCEPTION USING ERRCODE = 'ZZ999';
  EXCEPTION
    WHEN SQLSTATE 'ZZ999' THEN NULL;
    WHEN OTHERS THEN result := SQLSTATE;
  END;
  PERFORM set_config('role', 'none', true);
  PERFORM set_config('purpose.current', '', true);
  RETURN result;
END $$;

CREATE SCHEMA gen;
GRANT USAGE ON SCHEMA gen TO generated_reader;
GRANT USAGE, CREATE ON SCHEMA gen TO generated_owner;

-- ======== partitions with an expression of their own ========================

\if :children_differ
CREATE TABLE gen.part (id int, city text, ssn text,
  tag text GENERATED ALWAYS AS (upper(city)) STORED) PARTITION BY LIST (id);
CREATE TABLE gen.part1 PARTITION OF gen.part (tag GENERATED ALWAYS AS (ssn) STORED) FOR VALUES IN (1);
CREATE TABLE gen.part2 PARTITION OF gen.part FOR VALUES IN (2);
INSERT INTO gen.part (id, city, ssn) VALUES (1, 'bonn', '111'), (2, 'rome', '222');
GRANT SELECT ON ALL TABLES IN SCHEMA gen TO generated_reader;
SECURITY LABEL FOR purpose ON COLUMN gen.part.ssn IS 'ALLOW care; ELSE NULL';
SELECT is(seen('research', 'SELECT tag FROM gen.part1'), '()',
          'a partition''s column obeys the labels of what the partition computes it from');
SELECT is(seen('research', 'SELECT tag FROM gen.part2'), '(ROME)',
          '... another partition''s those of its own sources');
SELECT is(seen('research', 'SELECT tag FROM gen.part'), '() ()',
          '... and the read through the parent those of all');
SELECT is(seen('research', 'SELECT id FROM gen.part WHERE tag = ''111'''), NULL,
          '... also in a condition');
SELECT is(seen('care', 'SELECT tag FROM gen.part ORDER BY id'), '(111) (ROME)',
          '... who may use the source sees all');
\else
SELECT skip('partitions may differ from PostgreSQL 16 on', 5);
\endif

-- ======== an owner and SET EXPRESSION ========================================

\if :can_set_expression
CREATE TABLE gen.owned (id int, zip text, ssn text,
  area text GENERATED ALWAYS AS (left(zip, 3)) STORED);
INSERT INTO gen.owned (id, zip, ssn) VALUES (1, '10115', '111');
GRANT SELECT ON gen.owned TO generated_reader;
ALTER TABLE gen.owned OWNER TO generated_owner;
SECURITY LABEL FOR purpose ON COLUMN gen.owned.ssn IS 'ALLOW care; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN gen.owned.area IS 'UNRESTRICTED';
SELECT is(done('research', 'ALTER TABLE gen.owned ALTER area SET EXPRESSION AS (ssn)', 'generated_owner'), '42501',
          'an owner cannot point a declassified column at a restricted one');
SELECT is(done('care', 'ALTER TABLE gen.owned ALTER area SET EXPRESSION AS (left(zip, 2))', 'generated_owner'), NULL,
          '... who may use all columns changes the expression');
SELECT is(done('', 'ALTER TABLE gen.owned ALTER area SET EXPRESSION AS (left(zip, 2))', current_user), NULL,
          '... and so does an administrator');
\else
SELECT skip('SET EXPRESSION came with PostgreSQL 17', 3);
\endif

-- ======== virtual generated columns ==========================================

\if :has_virtual
CREATE TABLE gen.person (id int PRIMARY KEY, first text, last text, note text, agreed boolean,
  full_name text GENERATED ALWAYS AS (first || ' ' || last) VIRTUAL,
  length int GENERATED ALWAYS AS (length(first)) VIRTUAL,
  double int GENERATED ALWAYS AS (id * 2) VIRTUAL,
  loud text GENERATED ALWAYS AS (upper(note)) VIRTUAL,
  lower text GENERATED ALWAYS AS (lower(first)) STORED);
INSERT INTO gen.person (id, first, last, note, agreed) VALUES
  (1, 'Alice', 'Abel', 'x', true), (2, 'Bob', 'Baker', 'y', false);
GRANT ALL ON gen.person TO generated_reader;
SECURITY LABEL FOR purpose ON COLUMN gen.person.first IS
  'ALLOW care, both; ELSE MASK WITH (left(first, 1))';
SECURITY LABEL FOR purpose ON COLUMN gen.person.last IS
  'ALLOW both; ALLOW research WHEN (agreed); ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN gen.person.note IS 'ALLOW both';

-- They inherit, in each mode.
SELECT is(seen('both', 'SELECT full_name, length, double, loud FROM gen.person ORDER BY id'),
          '("Alice Abel",5,2,X) ("Bob Baker",3,4,Y)', 'all sources open: computed');
SELECT is(seen('research', 'SELECT first, length, lower, double FROM gen.person ORDER BY id'),
          '(A,,,2) (B,,,4)', 'a masked source: NULL, virtual or stored; an open source: open');
SELECT is(seen('care', 'SELECT length, full_name FROM gen.person ORDER BY id'),
          '(5,) (3,)', 'of two sources both must allow');
SELECT is(seen('research', 'SELECT loud FROM gen.person'), '42501', 'a blocked source: blocked');
SELECT is(seen('', 'SELECT length FROM gen.person'), '() ()', 'without a purpose: nothing');
CREATE TABLE gen.consenting (id int, phone text, agreed boolean,
  tel text GENERATED ALWAYS AS ('tel:' || phone) VIRTUAL);
INSERT INTO gen.consenting (id, phone, agreed) VALUES (1, '0301', true), (2, '0302', false), (3, '0303', NULL);
GRANT ALL ON gen.consenting TO generated_reader;
SECURITY LABEL FOR purpose ON COLUMN gen.consenting.phone IS
  'ALLOW care; ALLOW research WHEN (agreed); ELSE MASK WITH (''none'')';
SELECT is(seen('research', 'SELECT phone, tel FROM gen.consenting ORDER BY id'),
          '(0301,tel:0301) (none,) (none,)', 'a condition of the source is asked of the same row');

-- No use of the column tells more.
SELECT is(seen('research', 'SELECT id FROM gen.person WHERE length = 5 OR full_name = ''Alice Abel'''), NULL,
          'not in a condition');
SELECT is(seen('research', 'SELECT id FROM gen.person ORDER BY length DESC, id'), '(1) (2)', 'nor in an order');
SELECT is(seen('research', 'SELECT length, count(*) FROM gen.person GROUP BY length'), '(,2)', 'nor in a group');
SELECT is(seen('research', 'SELECT a.id FROM gen.person a JOIN gen.person b ON a.length = b.length'), NULL, 'nor in a join');
SELECT is(seen('research', 'SELECT b.length, b.double FROM gen.person a LEFT JOIN gen.person b ON a.id = b.id - 1 ORDER BY a.id'),
          '(,4) (,)', 'nor on the nullable side of an outer join');
SELECT is(seen('research', 'SELECT p FROM gen.consenting p ORDER BY id'),
          '("(1,0301,t,tel:0301)") ("(2,none,f,)") ("(3,none,,)")', 'nor in whole rows');
SELECT is(seen('research', 'SELECT to_jsonb(p)->>''tel'' FROM gen.consenting p ORDER BY id'), '(tel:0301) () ()',
          'nor in what functions make of them');
SELECT is(seen('research', 'SELECT p FROM gen.person p'), '42501', 'a whole row with a blocked one is blocked');
SELECT is(seen('research', 'SELECT length FROM gen.person TABLESAMPLE BERNOULLI (100) FOR UPDATE'), '() ()',
          'nor with row locks and samples');
CREATE VIEW gen.people AS SELECT id, length AS l, full_name FROM gen.person;
GRANT SELECT ON gen.people TO generated_reader;
SELECT is(seen('research', 'SELECT l, full_name FROM gen.people'), '(,) (,)', 'nor through a view');
CREATE FUNCTION gen.tell(int) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS
  $$BEGIN IF $1 = 5 THEN RAISE EXCEPTION 'told' USING ERRCODE = 'ZZ001'; END IF; RETURN true; END$$;
GRANT EXECUTE ON FUNCTION gen.tell(int) TO generated_reader;
SELECT is(seen('both', 'SELECT id FROM gen.person WHERE gen.tell(length)'), 'ZZ001', 'a leaky function, where it may see');
SELECT is(seen('research', 'SELECT id FROM gen.person WHERE gen.tell(length) ORDER BY id'), '(1) (2)',
          '... is handed what the purpose sees');
SELECT is(done('research', 'COPY (SELECT id, length FROM gen.person) TO PROGRAM ''! grep -q 5''', current_user), NULL,
          'COPY (query) carries the same');

-- Statements that write do not act on them.
SELECT is(done('research', 'DELETE FROM gen.person WHERE length = 5'), '42501', 'DELETE by a virtual column');
SELECT is(done('research', 'UPDATE gen.person SET agreed = true WHERE full_name IS NULL'), '42501', 'UPDATE by one');
SELECT is(done('research', 'UPDATE gen.person SET agreed = (length = 5)'), '42501', 'UPDATE to one');
SELECT is(done('research', 'INSERT INTO gen.consenting (id, phone) SELECT id, full_name FROM gen.person'), '42501', 'INSERT of one');
SELECT is(done('research', 'CREATE MATERIALIZED VIEW gen.refused AS SELECT length FROM gen.person', current_user), '42501',
          'a materialized view of one');
SELECT is(seen('research', 'INSERT INTO gen.person (id, first, last) VALUES (3, ''Carol'', ''Clark'') RETURNING first, length, double'),
          '(C,,6)', 'RETURNING masks them');
SELECT is(seen('research', 'UPDATE gen.consenting SET agreed = true WHERE id = 2 RETURNING tel'), '()',
          '... also if a condition would hold: the statement itself could open it');
SELECT is(done('both', 'DELETE FROM gen.person WHERE length = 5'), NULL, 'with open sources all of it works');

-- A label of its own replaces what it inherits: a declassification.
SECURITY LABEL FOR purpose ON COLUMN gen.person.length IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON COLUMN gen.person.loud IS 'ALLOW research; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN gen.person.full_name IS
  'ALLOW care; ELSE MASK WITH (left(full_name, 1) || left(last, 1))';
SECURITY LABEL FOR purpose ON COLUMN gen.person.double IS 'ALLOW both; ELSE MASK WITH (0)';
SELECT is(seen('research', 'SELECT first, length, loud FROM gen.person ORDER BY id'), '(A,5,X) (B,3,Y)',
          'opened although the sources are masked or blocked');
SELECT is(seen('research', 'SELECT id FROM gen.person WHERE loud = ''Y'''), '(2)', '... in conditions too');
SELECT is(seen('research', 'SELECT id, length FROM gen.person p WHERE first = ''Alice'''), NULL,
          '... and the sources themselves stay masked');
SELECT is(seen('research', 'SELECT full_name, double FROM gen.person ORDER BY id'), '(AA,0) (BB,0)',
          'a mask of its own, computed from itself and from raw values');
SELECT is(seen('both', 'SELECT full_name, double FROM gen.person ORDER BY id'), '(AA,2) (BB,4)',
          'restricted although the sources are open');
SECURITY LABEL FOR purpose ON COLUMN gen.person.double IS
  'ALLOW both; ALLOW research WHEN (length > 4); ELSE NULL';
SELECT is(seen('research', 'SELECT double FROM gen.person ORDER BY id'), '(2) ()',
          'a condition over a virtual column');
SECURITY LABEL FOR purpose ON COLUMN gen.consenting.phone IS
  'ALLOW care; ALLOW research WHEN (tel = ''tel:0302''); ELSE NULL';
SELECT is(seen('research', 'SELECT phone FROM gen.consenting ORDER BY id'), '() (0302) ()',
          '... also one over a column computed from what it restricts');

-- Labels on the table, and without a label on any source.
SECURITY LABEL FOR purpose ON TABLE gen.consenting IS 'ALLOW both; ELSE NULL';
SELECT is(seen('both', 'SELECT tel FROM gen.consenting ORDER BY id'), '() () ()',
          'a table''s label adds to what a virtual column inherits');
SECURITY LABEL FOR purpose ON COLUMN gen.consenting.phone IS NULL;
SELECT is(seen('both', 'SELECT tel FROM gen.consenting ORDER BY id'), '(tel:0301) (tel:0302) (tel:0303)',
          '... which follows the labels of its sources at once');

-- Partitions and children.
CREATE TABLE gen.visit (id int, name text, ward int, tag text GENERATED ALWAYS AS (upper(name)) VIRTUAL) PARTITION BY LIST (ward);
CREATE TABLE gen.visit1 PARTITION OF gen.visit FOR VALUES IN (1);
CREATE TABLE gen.visit2 (ward int, gone int, tag text GENERATED ALWAYS AS (upper(name)) VIRTUAL, name text, id int);
ALTER TABLE gen.visit2 DROP COLUMN gone;
ALTER TABLE gen.visit ATTACH PARTITION gen.visit2 FOR VALUES IN (2);
INSERT INTO gen.visit (id, name, ward) VALUES (1, 'alice', 1), (2, 'bob', 2);
GRANT ALL ON gen.visit, gen.visit1, gen.visit2 TO generated_reader;
SECURITY LABEL FOR purpose ON COLUMN gen.visit.name IS 'ALLOW care; ELSE NULL';
SELECT is(seen('research', 'SELECT tag FROM gen.visit UNION ALL SELECT tag FROM gen.visit1 UNION ALL SELECT tag FROM gen.visit2'),
          '() () () ()', 'a label on a parent''s source reaches the children''s virtual columns');
SELECT is(seen('care', 'SELECT tag FROM gen.visit ORDER BY id'), '(ALICE) (BOB)', '... which are the right ones, wherever they stand');
SECURITY LABEL FOR purpose ON COLUMN gen.visit.name IS NULL;
SECURITY LABEL FOR purpose ON COLUMN gen.visit2.name IS 'ALLOW care; ELSE NULL';
SELECT is(seen('research', 'SELECT tag FROM gen.visit'), '() ()', 'one on a child''s source counts for reads through the parent');
SELECT is(seen('research', 'SELECT tag FROM gen.visit1'), '(ALICE)', '... and not for its siblings');

-- Materialized views over them, and DDL that evaluates them.
SET purpose.current = 'both';
CREATE MATERIALIZED VIEW gen.lengths AS SELECT id, length + 1 AS l, lower FROM gen.person;
CREATE MATERIALIZED VIEW gen.tels AS SELECT tel FROM gen.visit, gen.consenting;
RESET purpose.current;
GRANT SELECT ON gen.lengths, gen.tels TO generated_reader;
SELECT is(seen('research', 'SELECT l, lower FROM gen.lengths ORDER BY id'), '(6,) (4,)',
          'a materialized view takes over a virtual column''s own label, or what it inherits');
SELECT is(seen('research', 'SELECT tel FROM gen.tels LIMIT 1'), '()', '... also that of a table');
ALTER TABLE gen.person OWNER TO generated_owner;
SELECT is(done('research', 'ALTER TABLE gen.person ADD CHECK (full_name <> ''Alice Abel'')', 'generated_owner'), '42501',
          'a new CHECK over a virtual column tells of its values');
SELECT is(done('research', 'ALTER TABLE gen.person ALTER full_name SET NOT NULL', 'generated_owner'), '42501', 'and so does NOT NULL');
SELECT is(done('research', 'ALTER TABLE gen.person ALTER length SET EXPRESSION AS (ascii(last))', 'generated_owner'), '42501',
          'an owner cannot point a declassified virtual column at something else');
SELECT is(done('research', 'ALTER TABLE gen.person ADD COLUMN other int GENERATED ALWAYS AS (ascii(last)) VIRTUAL', 'generated_owner'),
          '42501', '... nor have it computed anew');
SELECT is(done('research', 'CREATE TRIGGER t BEFORE UPDATE ON gen.person FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()', 'generated_owner'),
          '42501', 'and no trigger is handed the row');
\else
SELECT skip('virtual generated columns came with PostgreSQL 18', 47);
\endif

SELECT * FROM finish();

DROP OWNED BY generated_reader, generated_owner CASCADE;
DROP ROLE generated_reader, generated_owner;
