SELECT paid_at::date, amount, card_number, card_expires
FROM payment WHERE customer_id = :yes ORDER BY paid_at DESC LIMIT 3;

\set ECHO none
\set claim 'billing sees card numbers'
SELECT bool_and(card_number ~ '^\d{15,16}$' AND right(card_number, 4) = card_tail) AS held
FROM payment WHERE customer_id = :yes \gset
\ir claim.sql
