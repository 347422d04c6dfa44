-- class: remote
-- who: owner
-- proves: no column of a labelled foreign table is made to stand for another one of the remote table
-- needs: commit
-- requires: postgres_fdw
-- @setup
CREATE EXTENSION postgres_fdw;
SELECT format('CREATE SERVER loop FOREIGN DATA WRAPPER postgres_fdw OPTIONS (dbname %L, host %L, port %L)',
	current_database(), split_part(current_setting('unix_socket_directories'), ',', 1), current_setting('port')) \gexec
ALTER SERVER loop OWNER TO attack_super;
CREATE USER MAPPING FOR PUBLIC SERVER loop OPTIONS (user 'postgres', password_required 'false');
CREATE TABLE app.far_source AS SELECT id, consent, name AS note, ssn FROM app.customer;
CREATE TABLE app.far_swapped AS SELECT id, consent, ssn AS note, name AS ssn FROM app.customer;
CREATE FOREIGN TABLE app.far (id int, consent boolean, note text, ssn text) SERVER loop OPTIONS (schema_name 'app', table_name 'far_source');
CREATE FOREIGN TABLE app.far_by_name (id int, consent boolean, note text, ssn text) SERVER loop OPTIONS (schema_name 'app', table_name 'far_source');
ALTER FOREIGN TABLE app.far OWNER TO attack_owner;
ALTER FOREIGN TABLE app.far_by_name OWNER TO attack_owner;
REVOKE ALL ON app.far_source, app.far_swapped FROM attack_stranger, attack_owner, PUBLIC;
-- @labels
SELECT pg_temp.label('app.far', 'ssn', '''withheld''');
SELECT pg_temp.label('app.far_by_name', 'ssn', '''withheld''');
-- @attack
ALTER FOREIGN TABLE app.far ALTER COLUMN note OPTIONS (ADD column_name 'ssn');
SELECT note FROM app.far;
ALTER FOREIGN TABLE app.far ADD COLUMN more text OPTIONS (column_name 'ssn');
SELECT more FROM app.far;
ALTER FOREIGN TABLE app.far OPTIONS (SET table_name 'far_swapped');
SELECT note FROM app.far;
-- @attack
ALTER FOREIGN TABLE app.far_by_name RENAME COLUMN note TO other;
ALTER FOREIGN TABLE app.far_by_name RENAME COLUMN ssn TO note;
ALTER FOREIGN TABLE app.far_by_name RENAME COLUMN other TO ssn;
SELECT ssn FROM app.far_by_name;
ALTER FOREIGN TABLE app.far_by_name DROP COLUMN ssn;
ALTER FOREIGN TABLE app.far_by_name ADD COLUMN ssn text;
SELECT ssn FROM app.far_by_name;
