-- class: partitions
-- who: stranger
-- proves: a read through the table obeys a label that only a partition has
-- @labels
SECURITY LABEL FOR purpose ON COLUMN app.payment.card IS NULL;
SELECT pg_temp.label(p, 'card', '''withheld''')
FROM unnest('{app.payment_2023,app.payment_2024,app.payment_rest}'::regclass[]) AS p;
-- @attack
SELECT card FROM app.payment;
SELECT p FROM app.payment AS p;
UPDATE app.payment SET id = id RETURNING card;
