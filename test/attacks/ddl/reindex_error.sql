-- class: ddl
-- who: owner
-- proves: REINDEX of a unique index that was left invalid quotes no key
-- @setup
CREATE TABLE app.twice (id int, consent boolean DEFAULT false, secret text) WITH (autovacuum_enabled = off);
ALTER TABLE app.twice OWNER TO attack_owner;
CREATE UNIQUE INDEX twice_key ON app.twice (secret);
-- what CREATE UNIQUE INDEX CONCURRENTLY leaves behind
UPDATE pg_index SET indisready = false, indisvalid = false WHERE indexrelid = 'app.twice_key'::regclass;
INSERT INTO app.twice SELECT 1, false, ssn FROM app.customer WHERE id = 7;
INSERT INTO app.twice SELECT 2, false, ssn FROM app.customer WHERE id = 7;
-- @labels
SELECT pg_temp.label('app.twice', 'secret', '''withheld''');
-- @attack
REINDEX TABLE app.twice;
REINDEX INDEX app.twice_key;
