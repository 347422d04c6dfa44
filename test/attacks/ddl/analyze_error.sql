-- class: ddl
-- who: owner
-- proves: an expression of extended statistics that fails in ANALYZE quotes no value
-- @setup
CREATE TABLE app.counted (id int, consent boolean DEFAULT false, secret text) WITH (autovacuum_enabled = off);
ALTER TABLE app.counted OWNER TO attack_owner;
INSERT INTO app.counted SELECT id, false, ssn FROM app.customer WHERE id > 4;
CREATE STATISTICS app.counted_stats ON (secret::int), (id + 1) FROM app.counted;
ALTER STATISTICS app.counted_stats OWNER TO attack_owner;
-- @labels
SELECT pg_temp.label('app.counted', 'secret', '''withheld''');
-- @attack
ANALYZE app.counted;
ANALYZE app.counted (id);
