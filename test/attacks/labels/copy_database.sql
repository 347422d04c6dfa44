-- class: labels
-- who: owner
-- proves: a copy of the database is no way around the database's label
-- needs: commit
-- @setup
CREATE TABLE app.plain AS SELECT id, ssn AS v FROM app.customer;
ALTER TABLE app.plain OWNER TO attack_owner;
-- @labels
SELECT format('SECURITY LABEL FOR purpose ON DATABASE %I IS %L', current_database(), 'ALLOW service') \gexec
-- @attack
SELECT count(v) FROM app.plain;
\c postgres
SELECT format('CREATE DATABASE %I TEMPLATE %I', :'db' || '_copy', :'db') \gexec
\set copy :db _copy
\c :copy
TABLE app.plain;
\c postgres
SELECT format('DROP DATABASE IF EXISTS %I', :'db' || '_copy') \gexec
