-- class: remote
-- who: super
-- proves: a foreign table that leads back to the server gives no more
-- needs: commit
-- requires: postgres_fdw
CREATE EXTENSION postgres_fdw;
SELECT format('CREATE SERVER loop FOREIGN DATA WRAPPER postgres_fdw OPTIONS (dbname %L, host %L, port %L)',
	current_database(), split_part(current_setting('unix_socket_directories'), ',', 1), current_setting('port')) \gexec
CREATE USER MAPPING FOR PUBLIC SERVER loop OPTIONS (user 'attack_super');
CREATE SCHEMA far;
IMPORT FOREIGN SCHEMA app FROM SERVER loop INTO far;
SELECT ssn FROM far.customer;
SELECT id FROM far.customer WHERE ssn < '06';
ANALYZE far.customer;
SELECT most_common_vals, histogram_bounds FROM pg_stats WHERE schemaname = 'far';
UPDATE far.customer SET name = name RETURNING ssn;
