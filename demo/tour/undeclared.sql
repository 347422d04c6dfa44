\set because 'without a declared purpose'
\set ON_ERROR_STOP off
SELECT given_name, family_name, city FROM customer JOIN address USING (address_id) LIMIT 1;
\set ON_ERROR_STOP on
\ir refused.sql

\echo
\echo -- Where a label has a mask for other purposes, that is all there is.
SELECT given_name, family_name, born, email FROM customer LIMIT 2;

\set ECHO none
\set claim 'without a purpose, there is nothing but masks'
SELECT count(email) = 0 AND bool_and(given_name LIKE '_.' AND family_name LIKE '_.') AS held FROM customer \gset
\ir claim.sql

SET purpose.current = 'customer_service';
SELECT given_name, family_name, born, email FROM customer ORDER BY customer_id LIMIT 2;

\echo -- For one transaction, as a connection pool would do it:
RESET purpose.current;
BEGIN;
SET LOCAL purpose.current = 'customer_service';
SELECT given_name, family_name, born, email FROM customer ORDER BY customer_id LIMIT 1;
COMMIT;

\set ON_ERROR_STOP off
SELECT given_name, family_name, city FROM customer JOIN address USING (address_id) LIMIT 1;
\set ON_ERROR_STOP on
\ir refused.sql
