-- class: labels
-- who: owner
-- proves: a copy of the database is no way around the database's label
-- purpose: none
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
\setenv COPY :copy
\! psql -X -A -q -d "$COPY" -c 'TABLE app.plain' 2>&1
SELECT format('DROP DATABASE IF EXISTS %I', :'db' || '_copy') \gexec
