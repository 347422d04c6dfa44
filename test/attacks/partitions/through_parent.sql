-- class: partitions
-- who: stranger
-- proves: a read through the table obeys its labels in all partitions
SELECT id, card, amount FROM app.payment WHERE paid > '2024-01-01';
SELECT p FROM app.payment AS p;
SELECT card FROM app.payment_rest;
