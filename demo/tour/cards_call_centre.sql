\echo
\echo -- What the customer paid, and with which card: the last digits will do.
SELECT paid_at::date, amount, card_tail FROM payment WHERE customer_id = :yes ORDER BY paid_at DESC LIMIT 3;

\set because 'card_number'
\set ON_ERROR_STOP off
SELECT card_number FROM payment WHERE customer_id = :yes LIMIT 1;
\echo
\echo -- What a driver gets of it:
\errverbose
\set ON_ERROR_STOP on
\ir refused.sql

\echo
\echo -- The number does not have to be shown to be used.
\set ON_ERROR_STOP off
SELECT customer_id FROM payment WHERE card_number LIKE '4111%' LIMIT 1;
\set ON_ERROR_STOP on
\ir refused.sql
