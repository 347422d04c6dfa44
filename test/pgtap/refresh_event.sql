--
-- Filling a materialized view is a statement that writes, also where event
-- triggers run queries and statements of their own between the statement and
-- its query: masks never replace what the view holds.
--
\set ECHO none
SET client_min_messages = error;

BEGIN;
SELECT plan(23);

INSERT INTO purpose.vocabulary (name) VALUES ('care'), ('research');
CREATE TABLE person (id int, name text);
INSERT INTO person VALUES (1, 'Alice'), (2, 'Bob');
CREATE MATERIALIZED VIEW kept AS SELECT * FROM person;
CREATE UNIQUE INDEX ON kept (id);
SECURITY LABEL FOR purpose ON COLUMN person.name IS 'ALLOW care; ELSE MASK WITH (left(name, 1))';
CREATE FUNCTION held() RETURNS text LANGUAGE sql SET purpose.current = 'care' AS
  'SELECT string_agg(name, '','' ORDER BY id) FROM public.kept';

CREATE FUNCTION nothing() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN NULL; END$$;
CREATE FUNCTION query() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN PERFORM count(*) FROM pg_class; END$$;
CREATE FUNCTION utility() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN SET LOCAL work_mem = 100; END$$;

CREATE FUNCTION tests(function text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION %I()', function);
  PERFORM set_config('purpose.current', 'research', true);
  RETURN NEXT throws_ok('REFRESH MATERIALIZED VIEW kept', '42501', NULL, 'REFRESH, event trigger: ' || function);
  RETURN NEXT throws_ok('REFRESH MATERIALIZED VIEW CONCURRENTLY kept', '42501', NULL, 'CONCURRENTLY');
  RETURN NEXT throws_ok('CREATE MATERIALIZED VIEW other AS SELECT name FROM person', '42501', NULL, 'CREATE');
  RETURN NEXT throws_ok('EXPLAIN ANALYZE CREATE MATERIALIZED VIEW other AS SELECT name FROM person', '42501', NULL, 'EXPLAIN ANALYZE');
  RETURN NEXT throws_ok('EXPLAIN CREATE MATERIALIZED VIEW other AS SELECT name FROM person', '42501', NULL, 'EXPLAIN');
  RETURN NEXT lives_ok('EXPLAIN ANALYZE CREATE MATERIALIZED VIEW other AS SELECT id FROM person; DROP MATERIALIZED VIEW other', 'open columns');
  RETURN NEXT is(held(), 'Alice,Bob', 'it holds what it held');
  PERFORM set_config('purpose.current', '', true);
  DROP EVENT TRIGGER e;
END $$;
SELECT tests('nothing');
SELECT tests('query');
SELECT tests('utility');

-- Where nothing is masked, it works.
CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION query();
SET purpose.current = 'care';
SELECT lives_ok('REFRESH MATERIALIZED VIEW kept', 'a purpose that sees all');
SELECT is(held(), 'Alice,Bob', 'has filled it');

SELECT * FROM finish();
ROLLBACK;
