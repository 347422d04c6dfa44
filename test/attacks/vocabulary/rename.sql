-- class: vocabulary
-- who: owner
-- proves: a purpose one may declare is not made another
UPDATE purpose.vocabulary SET name = 'old_service' WHERE name = 'service';
UPDATE purpose.vocabulary SET name = 'service' WHERE name = 'marketing';
ALTER TABLE purpose.vocabulary DISABLE TRIGGER ALL;
SET session_replication_role = replica;
UPDATE purpose.vocabulary SET parent = 'service';
SELECT ssn FROM app.customer;
