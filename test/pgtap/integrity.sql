--
-- Referential integrity, where it is not a trigger that looks: a partition that
-- is referenced cannot be detached, whatever the purpose sees of its keys.
--
-- What the triggers of foreign keys do is in sql/integrity.sql.
--
\set ECHO none
SET client_min_messages = warning;

DROP ROLE IF EXISTS integrity_owner;
CREATE ROLE integrity_owner;

SELECT plan(19);

INSERT INTO purpose.vocabulary (name) VALUES ('care'), ('research');
SECURITY LABEL FOR purpose ON ROLE integrity_owner IS 'DECLARE research';
CREATE SCHEMA keys AUTHORIZATION integrity_owner;

SET ROLE integrity_owner;
-- one key that is restricted and one that is open
CREATE TABLE keys.place (area int, code text, PRIMARY KEY (area, code)) PARTITION BY LIST (area);
CREATE TABLE keys.place_1 PARTITION OF keys.place FOR VALUES IN (1);
CREATE TABLE keys.place_2 PARTITION OF keys.place FOR VALUES IN (2);
CREATE TABLE keys.place_3 PARTITION OF keys.place FOR VALUES IN (3);
CREATE TABLE keys.visit (id int, area int, code text, FOREIGN KEY (area, code) REFERENCES keys.place);
-- the rows of a partition tell of its key
CREATE TABLE keys.name (name text PRIMARY KEY) PARTITION BY LIST (name);
CREATE TABLE keys.name_a PARTITION OF keys.name FOR VALUES IN ('anna');
CREATE TABLE keys.name_b PARTITION OF keys.name FOR VALUES IN ('bert');
CREATE TABLE keys.friend (name text REFERENCES keys.name);
INSERT INTO keys.place VALUES (1, 'secret'), (2, 'hidden'), (3, 'unknown');
INSERT INTO keys.visit VALUES (1, 1, 'secret');
INSERT INTO keys.name VALUES ('anna'), ('bert');
INSERT INTO keys.friend VALUES ('anna');
RESET ROLE;

-- What a DETACH comes to under a purpose; nothing of it stays.
CREATE FUNCTION detaching(purpose text, parent text, partition text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  result text := 'detached';
  message text;
  detail text;
BEGIN
  PERFORM set_config('purpose.current', purpose, true);
  PERFORM set_config('role', 'integrity_owner', true);
  BEGIN
    EXECUTE format('ALTER TABLE keys.%s DETACH PARTITION keys.%s', parent, partition);
    RAISE EXCEPTION USING ERRCODE = 'ZZ999';
  EXCEPTION
    WHEN SQLSTATE 'ZZ999' THEN NULL;
    WHEN OTHERS THEN
      GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
      result := SQLSTATE || CASE WHEN message || detail ~ 'secret|anna' THEN ' with the value' ELSE '' END;
  END;
  PERFORM set_config('role', 'none', true);
  PERFORM set_config('purpose.current', '', true);
  RETURN result;
END $$;

CREATE FUNCTION check_labelled(label text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  purpose text;
BEGIN
  EXECUTE format('SECURITY LABEL FOR purpose ON COLUMN keys.place.code IS %L', label);
  EXECUTE format('SECURITY LABEL FOR purpose ON COLUMN keys.visit.code IS %L', label);
  FOREACH purpose IN ARRAY '{"", research}'::text[] LOOP
    RETURN NEXT is(detaching(purpose, 'place', 'place_1'), '23503',
      format('%s, purpose "%s": a referenced partition stays', label, purpose));
    RETURN NEXT is(detaching(purpose, 'place', 'place_2'), 'detached',
      format('%s, purpose "%s": another one goes', label, purpose));
  END LOOP;
END $$;

SELECT is(detaching('', 'place', 'place_1'), '23503 with the value', 'without labels the error names the key');
SELECT check_labelled('ALLOW care; ELSE NULL');
SELECT check_labelled('ALLOW care; ELSE BLOCK');
SELECT check_labelled('ALLOW care; ELSE MASK WITH (''x'')');

-- restricted on the referencing side only
SECURITY LABEL FOR purpose ON COLUMN keys.place.code IS NULL;
SELECT is(detaching('', 'place', 'place_1'), '23503', 'the referencing table alone is restricted: the partition stays');
SELECT is(detaching('', 'place', 'place_3'), 'detached', 'and another one goes');

-- what detaching tells of the partition key, it tells by name only
SECURITY LABEL FOR purpose ON COLUMN keys.name.name IS 'ALLOW care; ELSE NULL';
SELECT is(detaching('', 'name', 'name_a'), '23503', 'restricted partition key: a referenced partition stays');
SELECT is(detaching('', 'name', 'name_b'), 'detached', 'restricted partition key: another one goes');

-- The owner's own query of that form is one like any other.
SET ROLE integrity_owner;
SELECT results_eq($$SELECT fk.code FROM ONLY keys.visit fk JOIN keys.place_1 pk ON (pk.area = fk.area) WHERE fk.code IS NOT NULL$$,
  ARRAY['x'], 'the same query by a user is masked');
RESET ROLE;

-- A foreign key that still counts: the rows are there.
SELECT throws_ok('DELETE FROM keys.place_1', '23503', NULL, 'the referenced rows cannot be deleted either');

SELECT * FROM finish();
DROP OWNED BY integrity_owner CASCADE;
DROP ROLE integrity_owner;
