SELECT customer_id, given_name, email, marketing_consent FROM customer WHERE customer_id = :yes;

\set ECHO none
\set claim 'who withdraws consent gets no more mail'
SELECT email IS NULL AS held FROM customer WHERE customer_id = :yes \gset
\ir claim.sql
