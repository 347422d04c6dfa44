-- class: partitions
-- who: stranger
-- proves: partitions have the labels of their table, whatever their column numbers
SELECT id, card FROM app.payment_2023;
SELECT card, amount FROM app.payment_2024;
SELECT p FROM app.payment_2024 AS p;
