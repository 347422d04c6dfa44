-- class: statistics
-- who: super
-- proves: the TOAST table of pg_statistic is no back door
-- @setup
CREATE TABLE app.long (id int, consent boolean DEFAULT false, v text) WITH (autovacuum_enabled = off);
ALTER TABLE app.long OWNER TO attack_owner;
INSERT INTO app.long SELECT i, false, (SELECT ssn || string_agg(md5(i || ' ' || j), '') FROM app.customer, generate_series(1, 20) AS j WHERE customer.id = i GROUP BY ssn)
FROM generate_series(5, 120) AS i;
ANALYZE app.long;
-- @labels
SELECT pg_temp.label('app.long', 'v', '''x''');
-- @attack
SELECT left(convert_from(substr(chunk_data, 1, 2000), 'SQL_ASCII'), 5000) FROM pg_toast.pg_toast_2619;
SELECT encode(chunk_data, 'escape') FROM pg_toast.pg_toast_2619;
COPY (SELECT encode(chunk_data, 'escape') FROM pg_toast.pg_toast_2619) TO STDOUT;
