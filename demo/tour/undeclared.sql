\set because 'given_name'
\set ON_ERROR_STOP off
SELECT given_name, family_name FROM customer LIMIT 1;
\ir refused.sql

SET purpose.current = 'customer_service';
SELECT given_name, family_name FROM customer ORDER BY customer_id LIMIT 1;

\echo
\echo -- Or for one transaction, as a connection pool would do it:
RESET purpose.current;
BEGIN;
SET LOCAL purpose.current = 'customer_service';
SELECT given_name, family_name FROM customer ORDER BY customer_id LIMIT 1;
COMMIT;

\set ON_ERROR_STOP off
SELECT given_name, family_name FROM customer LIMIT 1;
\ir refused.sql
