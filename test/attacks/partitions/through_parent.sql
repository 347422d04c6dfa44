-- class: partitions
-- who: stranger
-- proves: and so are they read through it
SELECT id, card, amount FROM app.payment WHERE paid > '2024-01-01';
SELECT p FROM app.payment AS p;
SELECT card FROM app.payment_rest;
