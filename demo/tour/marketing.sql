\echo
\echo -- Whom to write to: no condition in the query, the label has it.
SELECT count(*) AS customers, count(email) AS may_be_written_to FROM customer;

\set ECHO none
\set claim 'marketing sees the ' :consenting ' e-mail addresses of adults who opted in'
SELECT count(email) = :consenting AS held FROM customer \gset
\ir claim.sql

\echo
\echo -- The real address of somebody who did not opt in, guessed right:
SELECT count(*) FROM customer WHERE email = :'no_email';
SELECT count(*) FROM customer WHERE customer_id = :no AND email LIKE '%@%';

\set ECHO none
\set claim 'a condition cannot probe a masked value'
SELECT count(*) = 0 AS held FROM customer
WHERE email = :'no_email' OR customer_id = :no AND email LIKE '%@%' \gset
\ir claim.sql

\echo
\echo -- What is masked is not written by either: this would opt out everybody else.
\set because 'email'
\set ON_ERROR_STOP off
UPDATE customer SET marketing_consent = false WHERE email IS NULL;
\set ON_ERROR_STOP on
\ir refused.sql
