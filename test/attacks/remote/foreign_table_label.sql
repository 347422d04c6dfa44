-- class: remote
-- who: stranger
-- proves: a foreign table's own label holds for all that is pushed down
-- needs: commit
-- requires: postgres_fdw
-- @setup
CREATE EXTENSION postgres_fdw;
SELECT format('CREATE SERVER loop FOREIGN DATA WRAPPER postgres_fdw OPTIONS (dbname %L, host %L, port %L)',
	current_database(), split_part(current_setting('unix_socket_directories'), ',', 1), current_setting('port')) \gexec
CREATE USER MAPPING FOR PUBLIC SERVER loop OPTIONS (user 'postgres', password_required 'false');
CREATE TABLE app.far_source AS SELECT id, consent, ssn FROM app.customer;
CREATE FOREIGN TABLE app.far (id int, consent boolean, ssn text) SERVER loop OPTIONS (schema_name 'app', table_name 'far_source');
GRANT ALL ON app.far TO attack_stranger;
REVOKE ALL ON app.far_source FROM attack_stranger;
-- @labels
SELECT pg_temp.label('app.far', 'ssn', '''withheld''');
-- @attack
SELECT id, ssn FROM app.far;
SELECT id FROM app.far WHERE ssn < '06' ORDER BY ssn;
SELECT f FROM app.far AS f;
UPDATE app.far SET id = id RETURNING ssn, far;
DELETE FROM app.far WHERE id > 100 RETURNING *;
EXPLAIN (VERBOSE, COSTS OFF) DELETE FROM app.far WHERE id > 100 RETURNING ssn;
