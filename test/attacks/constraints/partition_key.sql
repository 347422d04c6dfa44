-- class: constraints
-- who: stranger
-- proves: a row that no partition takes is not quoted
UPDATE app.payment_2023 SET paid = '2040-01-01' WHERE id > 4;
UPDATE app.payment_2024 SET paid = '1990-01-01';
UPDATE app.payment_2024 SET id = NULL;
