SHOW purpose.current;

\set because 'immigration_enforcement'
\set ON_ERROR_STOP off
SELECT given_name, family_name, house_number, street, city
FROM customer JOIN address USING (address_id) WHERE family_name = 'Hernandez' LIMIT 5;
\set ON_ERROR_STOP on
\ir refused.sql

\echo
\echo -- Nor through a view, a function that runs as its owner, or COPY.
\set ON_ERROR_STOP off
SELECT * FROM addressee LIMIT 1;
\set ON_ERROR_STOP on
\ir refused.sql
\set ON_ERROR_STOP off
SELECT * FROM find_person('Jose', 'Hernandez');
\set ON_ERROR_STOP on
\ir refused.sql
\set ON_ERROR_STOP off
COPY address_change TO STDOUT;
\set ON_ERROR_STOP on
\ir refused.sql

\echo
\echo -- Nor do the statistics, in which the most frequent names would stand.
SELECT attname, most_common_vals FROM pg_stats WHERE tablename = 'customer' AND attname LIKE '%name';
\set ECHO none
\set claim 'statistics of restricted columns are invisible'
SELECT :ROW_COUNT = 0 AS held \gset
\ir claim.sql

\echo
\echo -- The purpose above it prohibits no less: it would include this one.
SET purpose.current = 'law_enforcement';
\set because 'law_enforcement'
\set ON_ERROR_STOP off
SELECT at, ip_address FROM sign_in LIMIT 1;
\set ON_ERROR_STOP on
\ir refused.sql
