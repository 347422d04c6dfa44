-- class: statistics
-- who: super
-- proves: the TOAST table of pg_statistic_ext_data is no back door
-- @setup
CREATE TABLE app.long (id int, consent boolean DEFAULT false, v text, w text) WITH (autovacuum_enabled = off);
ALTER TABLE app.long OWNER TO attack_owner;
INSERT INTO app.long SELECT i, false, ssn || md5(i::text), ssn || md5('w' || i % 9) FROM app.customer AS c, generate_series(5, 120) AS i WHERE c.id = 5 + i / 4;
CREATE STATISTICS app.long_stats (mcv) ON v, w FROM app.long;
ANALYZE app.long;
-- @labels
SELECT pg_temp.label('app.long', 'v', '''x'''), pg_temp.label('app.long', 'w', '''x''');
-- @attack
SELECT encode(chunk_data, 'escape') FROM pg_toast.pg_toast_3429;
