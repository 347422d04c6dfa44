-- class: remote
-- who: super
-- proves: a connection of the server to itself is one without a purpose
-- needs: commit
-- requires: dblink
CREATE EXTENSION dblink SCHEMA public;
SELECT * FROM public.dblink(format('dbname=%s host=%s port=%s user=attack_super', current_database(),
	split_part(current_setting('unix_socket_directories'), ',', 1), current_setting('port')),
	'SELECT ssn FROM app.customer') AS t (ssn text);
