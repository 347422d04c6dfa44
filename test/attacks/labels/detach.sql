-- class: labels
-- who: owner
-- proves: detaching a partition does not leave its labels behind
-- needs: commit
ALTER TABLE app.payment DETACH PARTITION app.payment_2023;
SELECT id, card FROM app.payment_2023;
ALTER TABLE app.payment DETACH PARTITION app.payment_2024 CONCURRENTLY;
ALTER TABLE app.payment DETACH PARTITION app.payment_2024 FINALIZE;
SELECT id, card FROM app.payment_2024;
