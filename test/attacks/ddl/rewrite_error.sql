-- class: ddl
-- who: owner
-- proves: an index expression that fails when a table is rewritten quotes no value
-- @setup
CREATE TABLE app.rewritten (id int, consent boolean DEFAULT false, secret text) WITH (autovacuum_enabled = off);
ALTER TABLE app.rewritten OWNER TO attack_owner;
INSERT INTO app.rewritten SELECT id, false, ssn FROM app.customer WHERE id > 4;
CREATE FUNCTION app.as_number(text) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN length($1); END';
CREATE INDEX ON app.rewritten (app.as_number(secret));
CREATE OR REPLACE FUNCTION app.as_number(text) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN $1::int; END';
-- @labels
SELECT pg_temp.label('app.rewritten', 'secret', '''withheld''');
-- @attack
REINDEX TABLE app.rewritten;
ALTER TABLE app.rewritten ALTER COLUMN id TYPE bigint;
ALTER TABLE app.rewritten ADD COLUMN extra float8 DEFAULT random();
ALTER TABLE app.rewritten SET UNLOGGED;
