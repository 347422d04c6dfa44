--
-- Which DDL an owner may do on tables with restricted columns, by who does it:
-- the owner without a purpose, the owner with an allowed one, and an
-- administrator of purposes.  What must be refused to the first must not be
-- refused to the others, or migrations and pg_restore would fail.
--
-- That the refused statements would give values away is shown by
-- test/attacks; that ordinary work passes, by test/legit/owner.sql.
--
\set ECHO none
SET client_min_messages = warning;

DROP ROLE IF EXISTS ddl_owner;
CREATE ROLE ddl_owner;

INSERT INTO purpose.vocabulary (name) VALUES ('care'), ('research');
SECURITY LABEL FOR purpose ON ROLE ddl_owner IS 'DECLARE ANY';
CREATE SCHEMA d AUTHORIZATION ddl_owner;
CREATE SCHEMA elsewhere AUTHORIZATION ddl_owner;

-- The SQLSTATE of a statement, or 'done'.  Nothing of what it does stays.
CREATE FUNCTION done(role text, purpose text, statement text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  result text := 'done';
BEGIN
  PERFORM set_config('purpose.current', purpose, true);
  PERFORM set_config('role', role, true);
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

SET ROLE ddl_owner;
CREATE FUNCTION d.tell(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN $1; END';
CREATE FUNCTION d.tell() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION d.distance(text, text) RETURNS float8 LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN 1; END';
CREATE TYPE d.span AS RANGE (subtype = text, subtype_diff = d.distance);

-- A table to be put below others, with a constraint of two columns.
CREATE TABLE d.leaf (id int NOT NULL, kind text, secret text, CHECK (secret <> kind));
CREATE INDEX leaf_secret ON d.leaf (secret);
CREATE INDEX leaf_kind ON d.leaf (kind);
INSERT INTO d.leaf VALUES (1, 'a', 's1'), (2, 'b', 's2');

-- Tables to put it below: bare, and with things attached to them.
CREATE TABLE d.bare (id int NOT NULL, kind text, secret text) PARTITION BY LIST (id);
CREATE TABLE d.indexed (LIKE d.bare) PARTITION BY LIST (id);
CREATE INDEX ON d.indexed (upper(secret));
CREATE TABLE d.indexed_open (LIKE d.bare) PARTITION BY LIST (id);
CREATE INDEX ON d.indexed_open (upper(kind));
CREATE UNIQUE INDEX ON d.indexed_open (id, kind);
CREATE TABLE d.triggered (LIKE d.bare) PARTITION BY LIST (id);
CREATE TRIGGER t BEFORE UPDATE ON d.triggered FOR EACH ROW EXECUTE FUNCTION d.tell();
CREATE TABLE d.secured (LIKE d.bare) PARTITION BY LIST (id);
CREATE POLICY p ON d.secured USING (secret <> '');
CREATE TABLE d.parent (LIKE d.bare);
CREATE TABLE d.parent_triggered (LIKE d.bare);
CREATE TRIGGER t AFTER UPDATE ON d.parent_triggered REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION d.tell();

-- A labelled partitioned table, and tables to put below it.
CREATE TABLE d.tree (id int NOT NULL, kind text, secret text) PARTITION BY LIST (id);
CREATE TABLE d.tree_1 PARTITION OF d.tree FOR VALUES IN (1);
CREATE TABLE d.next (LIKE d.tree);
CREATE TABLE d.next_triggered (LIKE d.tree);
CREATE TRIGGER t BEFORE INSERT ON d.next_triggered FOR EACH ROW EXECUTE FUNCTION d.tell();

-- Values of a type that has functions of the owner's.
CREATE TABLE d.spans (id int, during d.span);

-- Values whose types have names of their own, restricted and open.
CREATE TYPE d.kind AS ENUM ('good', 'bad');
CREATE TYPE d.open_kind AS ENUM ('good', 'bad');
CREATE TYPE d.pair AS (first text, second d.kind);
CREATE TYPE d.open_pair AS (first text, second text);
CREATE DOMAIN d.kinds AS d.kind[];
CREATE DOMAIN d.open_text AS text;
CREATE DOMAIN d.open_zip AS d.open_text;
CREATE TABLE d.pairs (id int, secret d.pair, kinds d.kinds, kind d.open_kind, open d.open_pair, zip d.open_zip);

-- A policy that does not decide yet.
CREATE TABLE d.asleep (id int, secret text);
CREATE POLICY p ON d.asleep USING (secret <> '');
CREATE TABLE d.asleep_open (id int, secret text);
CREATE POLICY p ON d.asleep_open USING (id <> 0);

-- A trigger with a function that this session alone sees.
CREATE FUNCTION pg_temp.tell() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE d.told (id int, secret text);
CREATE TRIGGER t BEFORE UPDATE ON d.told FOR EACH ROW EXECUTE FUNCTION pg_temp.tell();

-- Parents that have what the new child has already (the server itself refuses
-- another generation expression).
CREATE TABLE d.twin (id int UNIQUE, kind text, secret text, made text GENERATED ALWAYS AS (upper(secret)) STORED,
  CONSTRAINT c CHECK (secret <> kind));
CREATE TABLE d.made (id int, kind text, secret text, made text GENERATED ALWAYS AS (upper(secret)) STORED) PARTITION BY LIST (id);
CREATE TABLE d.made_unique (LIKE d.made INCLUDING GENERATED, UNIQUE (id, secret)) PARTITION BY LIST (id);
CREATE TABLE d.made_checked (LIKE d.made INCLUDING GENERATED, CONSTRAINT c CHECK (secret <> kind)) PARTITION BY LIST (id);

-- The same inside of other types, and types that have none.
CREATE TYPE d.mood AS ENUM ('sad', 'glad');
CREATE TYPE d.spanned AS (n int, during d.span);
CREATE TYPE d.duo AS (n int, t text);
CREATE TABLE d.multiranges (v d.span_multirange);
CREATE TABLE d.arrays (v d.span[]);
CREATE TABLE d.composites (v d.spanned);
CREATE TABLE d.moods (v d.mood);
CREATE TABLE d.duos (v d.duo);

-- Nothing to do with any of these.
CREATE TABLE d.plain (id int, kind text, note text, CHECK (note <> kind));
CREATE FUNCTION d.compare(text, text) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN 0; END';
CREATE FUNCTION d.less(text, text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN false; END';
RESET ROLE;

-- Made by a superuser, of functions that the owner may replace: classes of
-- operators with a function, and with an operator, and a base type.
CREATE OPERATOR CLASS d.compare_ops FOR TYPE text USING btree AS FUNCTION 1 d.compare(text, text);
CREATE OPERATOR d.<< (LEFTARG = text, RIGHTARG = text, FUNCTION = d.less);
CREATE OPERATOR CLASS d.less_ops FOR TYPE text USING btree AS
  OPERATOR 1 d.<<, FUNCTION 1 bttextcmp(text, text);
CREATE OPERATOR CLASS d.server_ops FOR TYPE text USING btree AS FUNCTION 1 bttextcmp(text, text);
CREATE TYPE d.word;
CREATE FUNCTION d.word_in(cstring) RETURNS d.word LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION d.word_out(d.word) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE d.word (INPUT = d.word_in, OUTPUT = d.word_out, LIKE = text);
CREATE TABLE d.incomparable (v d.word);
ALTER TABLE d.incomparable OWNER TO ddl_owner;
CREATE TYPE d.term;
CREATE FUNCTION d.term_in(cstring) RETURNS d.term LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION d.term_out(d.term) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE d.term (INPUT = d.term_in, OUTPUT = d.term_out, LIKE = text);
CREATE FUNCTION d.compare(d.term, d.term) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN 0; END';
ALTER FUNCTION d.compare(d.term, d.term) OWNER TO ddl_owner;
CREATE OPERATOR CLASS d.term_ops DEFAULT FOR TYPE d.term USING btree AS FUNCTION 1 d.compare(d.term, d.term);
CREATE TABLE d.terms (v d.term);
ALTER TABLE d.terms OWNER TO ddl_owner;
SELECT purpose.set_label(t::regclass, 'v', 'ALLOW care; ELSE NULL')
  FROM unnest(ARRAY['d.multiranges', 'd.arrays', 'd.composites', 'd.moods', 'd.duos', 'd.incomparable', 'd.terms']) AS t \g /dev/null
SECURITY LABEL FOR purpose ON COLUMN d.twin.secret IS 'ALLOW care; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN d.leaf.secret IS 'ALLOW care; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN d.tree.secret IS 'ALLOW care; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN d.spans.during IS 'ALLOW care; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN d.pairs.secret IS 'ALLOW care; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN d.pairs.kinds IS 'ALLOW care; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN d.asleep.secret IS 'ALLOW care; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN d.asleep_open.secret IS 'ALLOW care; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN d.told.secret IS 'ALLOW care; ELSE NULL';

-- Statements, and whether the owner may do them without an allowed purpose.
CREATE TABLE cases (statement text, free boolean);
INSERT INTO cases VALUES
  ('ALTER TABLE d.bare ATTACH PARTITION d.leaf DEFAULT', true),
  ('ALTER TABLE d.indexed_open ATTACH PARTITION d.leaf DEFAULT', true),
  ('ALTER TABLE d.indexed ATTACH PARTITION d.leaf DEFAULT', false),
  ('ALTER TABLE d.triggered ATTACH PARTITION d.leaf DEFAULT', false),
  ('ALTER TABLE d.secured ATTACH PARTITION d.leaf DEFAULT', false),
  ('ALTER TABLE d.made ATTACH PARTITION d.twin DEFAULT', true),
  ('ALTER TABLE d.made_unique ATTACH PARTITION d.twin DEFAULT', true),
  ('ALTER TABLE d.made_checked ATTACH PARTITION d.twin DEFAULT', true),
  ('ALTER TABLE d.leaf INHERIT d.parent', true),
  ('ALTER TABLE d.leaf INHERIT d.parent_triggered', false),
  ('ALTER TABLE d.tree ATTACH PARTITION d.next FOR VALUES IN (2)', true),
  ('ALTER TABLE d.tree ATTACH PARTITION d.next_triggered FOR VALUES IN (2)', false),
  ('CREATE TABLE d.tree_2 PARTITION OF d.tree FOR VALUES IN (2)', true),
  ('CREATE TABLE d.tree_2 PARTITION OF d.tree (CHECK (kind <> '''')) FOR VALUES IN (2)', true),
  ('CREATE TABLE d.tree_2 PARTITION OF d.tree (CHECK (secret <> '''')) FOR VALUES IN (2)', false),
  ('CREATE TABLE d.tree_2 PARTITION OF d.tree (UNIQUE (secret)) FOR VALUES IN (2)', false),
  ('CREATE TABLE d.tree_2 PARTITION OF d.tree (secret NOT NULL) FOR VALUES IN (2)', false),
  ('CREATE TABLE d.tree_2 PARTITION OF d.tree FOR VALUES IN (2) PARTITION BY LIST (kind)', true),
  ('CREATE TABLE d.tree_2 PARTITION OF d.tree FOR VALUES IN (2) PARTITION BY LIST (secret)', false),
  ('ALTER TABLE d.leaf CLUSTER ON leaf_kind', true),
  ('ALTER TABLE d.leaf CLUSTER ON leaf_secret', false),
  ('CLUSTER d.leaf USING leaf_kind', true),
  ('CLUSTER d.leaf USING leaf_secret', false),
  ('ALTER TABLE d.leaf ALTER id TYPE bigint', true),
  ('ALTER TABLE d.leaf ALTER kind TYPE varchar', false),
  ('ALTER TABLE d.plain ALTER kind TYPE varchar', true),
  ('CREATE INDEX ON d.spans USING gist (during)', false),
  ('ANALYZE d.spans', false),
  ('ANALYZE d.leaf', true),
  ('ANALYZE d.multiranges', false),
  ('ANALYZE d.arrays', false),
  ('ANALYZE d.composites', false),
  ('ANALYZE d.terms', false),
  ('ANALYZE d.moods', true),
  ('ANALYZE d.duos', true),
  ('ANALYZE d.incomparable', true),
  ('CREATE INDEX ON d.arrays (v)', false),
  ('CREATE INDEX ON d.terms (v)', false),
  ('CREATE INDEX ON d.moods (v)', true),
  ('CREATE INDEX ON d.leaf (secret)', true),
  ('CREATE INDEX ON d.leaf (secret text_pattern_ops)', true),
  ('CREATE INDEX ON d.leaf (secret d.server_ops)', true),
  ('CREATE INDEX ON d.leaf (secret d.compare_ops)', false),
  ('CREATE INDEX ON d.leaf (secret d.less_ops)', false),
  ('DROP TABLE d.tree_1', true),
  ('ALTER TABLE d.tree DETACH PARTITION d.tree_1', true),
  ('ALTER TABLE d.leaf SET SCHEMA elsewhere', true),
  ('ALTER TABLE d.plain SET SCHEMA elsewhere', true),
  ('ALTER TYPE d.kind RENAME VALUE ''good'' TO ''better''', false),
  ('ALTER TYPE d.open_kind RENAME VALUE ''good'' TO ''better''', true),
  ('ALTER TYPE d.pair RENAME ATTRIBUTE first TO third', false),
  ('ALTER TYPE d.open_pair RENAME ATTRIBUTE first TO third', true),
  ('ALTER DOMAIN d.kinds ADD CHECK (cardinality(VALUE) > 0)', false),
  ('ALTER DOMAIN d.open_zip ADD CHECK (VALUE <> '''')', true),
  ('ALTER DOMAIN d.open_text ADD CHECK (VALUE <> '''')', true),
  ('ALTER TABLE d.asleep ENABLE ROW LEVEL SECURITY', false),
  ('ALTER TABLE d.asleep FORCE ROW LEVEL SECURITY', false),
  ('ALTER TABLE d.asleep_open ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', true),
  ('ALTER TABLE d.told ENABLE ROW LEVEL SECURITY', true),
  ('CREATE OR REPLACE FUNCTION pg_temp.tell() RETURNS trigger LANGUAGE plpgsql AS ''BEGIN RETURN OLD; END''', false),
  ('CREATE OR REPLACE FUNCTION d.tell() RETURNS trigger LANGUAGE plpgsql AS ''BEGIN RETURN OLD; END''', true);

SELECT plan(4 * (SELECT count(*)::int FROM cases) + 10);

SELECT is(done('ddl_owner', '', statement), CASE WHEN free THEN 'done' ELSE '42501' END,
          'owner, no purpose: ' || statement) FROM cases;
SELECT is(done('ddl_owner', 'research', statement), CASE WHEN free THEN 'done' ELSE '42501' END,
          'owner, another purpose: ' || statement) FROM cases;
SELECT is(done('ddl_owner', 'care', statement), 'done',
          'owner, allowed purpose: ' || statement) FROM cases;
SECURITY LABEL FOR purpose ON ROLE ddl_owner IS 'ADMINISTER';
SELECT is(done('ddl_owner', '', statement), 'done',
          'administrator: ' || statement) FROM cases;

-- What labels name keeps its name, under whatever statement; what only looks
-- like it, need not.
CREATE TABLE d.consents (id int, given boolean);
CREATE TABLE d.given (id int);
CREATE TABLE d.wholes (id int, note text, secret text, json jsonb);
ALTER TABLE d.consents OWNER TO ddl_owner;
SECURITY LABEL FOR purpose ON COLUMN d.told.secret IS
  'ALLOW care WHEN (EXISTS (SELECT * FROM d.consents c WHERE c.given AND c.id = told.id))';
SECURITY LABEL FOR purpose ON COLUMN d.wholes.json IS
  'ALLOW care; ELSE MASK WITH (purpose.jsonb_keep(to_jsonb(wholes), ''note''))';
CREATE TABLE renames (statement text, result text);
INSERT INTO renames VALUES
  ('ALTER TABLE d.consents RENAME TO other', '2BP01'),
  ('ALTER INDEX d.consents RENAME TO other', '2BP01'),
  ('ALTER TABLE d.consents RENAME given TO other', '2BP01'),
  ('ALTER TABLE d.given RENAME TO other', 'done'),
  ('ALTER TABLE d.told RENAME TO other', '2BP01'),
  ('ALTER TABLE d.wholes RENAME secret TO other', '2BP01'),
  ('ALTER TABLE d.plain RENAME kind TO other', 'done');
SELECT is(done(session_user, '', statement), result, statement) FROM renames;

-- The label of a schema replaces the database's.  While that one is there, pgtap's
-- own tables are restricted, too.
CREATE FUNCTION label_database(label text) RETURNS void LANGUAGE plpgsql AS
  $$BEGIN EXECUTE format('SECURITY LABEL FOR purpose ON DATABASE %I IS %L', current_database(), label); END$$;
CREATE TABLE moves (number serial, result text, wanted text, name text);
SECURITY LABEL FOR purpose ON ROLE ddl_owner IS 'DECLARE ANY';
SELECT label_database('ALLOW care') \g /dev/null
INSERT INTO moves (result, wanted, name)
  SELECT done('ddl_owner', '', 'ALTER TABLE d.plain SET SCHEMA elsewhere'), 'done', 'to a schema without a label';
SECURITY LABEL FOR purpose ON SCHEMA elsewhere IS 'UNRESTRICTED';
INSERT INTO moves (result, wanted, name)
  SELECT done('ddl_owner', '', 'ALTER TABLE d.plain SET SCHEMA elsewhere'), '42501', 'to an open schema';
SECURITY LABEL FOR purpose ON ROLE ddl_owner IS 'ADMINISTER';
INSERT INTO moves (result, wanted, name)
  SELECT done('ddl_owner', '', 'ALTER TABLE d.plain SET SCHEMA elsewhere'), 'done', 'to an open schema, by an administrator';
SELECT label_database(NULL) \g /dev/null
SELECT is(result, wanted, name) FROM moves ORDER BY number;

SELECT * FROM finish();

DROP TABLE d.tree, d.leaf, d.spans;
DROP OWNED BY ddl_owner CASCADE;
DROP ROLE ddl_owner;
