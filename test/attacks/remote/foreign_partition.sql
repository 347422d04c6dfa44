-- class: remote
-- who: owner
-- proves: rows do not move into a partition on another server
-- needs: commit
-- requires: postgres_fdw
-- @setup
CREATE EXTENSION postgres_fdw;
SELECT format('CREATE SERVER loop FOREIGN DATA WRAPPER postgres_fdw OPTIONS (dbname %L, host %L, port %L)',
	current_database(), split_part(current_setting('unix_socket_directories'), ',', 1), current_setting('port')) \gexec
CREATE USER MAPPING FOR PUBLIC SERVER loop OPTIONS (user 'attack_owner', password_required 'false');
GRANT USAGE ON FOREIGN SERVER loop TO PUBLIC;
-- @attack
CREATE TABLE app.loot (id int, consent boolean, paid date, card text, amount int);
CREATE FOREIGN TABLE app.payment_2040 PARTITION OF app.payment FOR VALUES FROM ('2040-01-01') TO ('2041-01-01')
	SERVER loop OPTIONS (table_name 'loot');
UPDATE app.payment SET paid = '2040-02-02' WHERE paid < '2024-01-01';
SELECT * FROM app.loot;
