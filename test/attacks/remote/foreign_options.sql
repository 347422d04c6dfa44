-- class: remote
-- who: owner
-- proves: the owner of a labelled foreign table cannot point an open column at a restricted remote one
-- needs: commit
-- requires: postgres_fdw
-- @setup
CREATE EXTENSION postgres_fdw;
SELECT format('CREATE SERVER loop FOREIGN DATA WRAPPER postgres_fdw OPTIONS (dbname %L, host %L, port %L)',
	current_database(), split_part(current_setting('unix_socket_directories'), ',', 1), current_setting('port')) \gexec
CREATE USER MAPPING FOR PUBLIC SERVER loop OPTIONS (user 'postgres', password_required 'false');
CREATE TABLE app.far_source AS SELECT id, consent, ssn, note FROM app.customer;
CREATE FOREIGN TABLE app.far (id int, consent boolean, ssn text, note text) SERVER loop OPTIONS (schema_name 'app', table_name 'far_source');
ALTER TABLE app.far OWNER TO attack_owner;
REVOKE ALL ON app.far_source FROM attack_owner, attack_stranger, attack_clerk;
-- @labels
SELECT pg_temp.label('app.far', 'ssn', '''withheld''');
-- @attack
ALTER FOREIGN TABLE app.far ALTER note OPTIONS (ADD column_name 'ssn');
SELECT note FROM app.far;
ALTER FOREIGN TABLE app.far ADD COLUMN again text OPTIONS (column_name 'ssn');
SELECT again FROM app.far;
ALTER FOREIGN TABLE app.far RENAME note TO other;
ALTER FOREIGN TABLE app.far OPTIONS (SET table_name 'customer');
ALTER FOREIGN TABLE app.far RENAME ssn TO was_ssn;
ALTER FOREIGN TABLE app.far RENAME other TO ssn;
SELECT ssn FROM app.far;
SELECT was_ssn FROM app.far;
