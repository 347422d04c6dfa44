-- class: partitions
-- who: owner
-- needs: commit
-- proves: a materialized view keeps the labels of partitions that it has rows of, when they leave
-- @setup
CREATE MATERIALIZED VIEW app.payment_mat AS SELECT id, card FROM app.payment;
ALTER MATERIALIZED VIEW app.payment_mat OWNER TO attack_owner;
-- @labels
SECURITY LABEL FOR purpose ON COLUMN app.payment.card IS NULL;
SELECT pg_temp.label(p, 'card', '''withheld''')
FROM unnest('{app.payment_2023,app.payment_2024,app.payment_rest}'::regclass[]) AS p;
-- @attack
ALTER TABLE app.payment DETACH PARTITION app.payment_2023;
DROP TABLE app.payment_2024;
ALTER TABLE app.payment DETACH PARTITION app.payment_rest;
SELECT card FROM app.payment_mat;
