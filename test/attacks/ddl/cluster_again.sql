-- class: ddl
-- who: owner
-- shows: difference
-- needs: commit
-- proves: rows are not put in the order of hidden values again
-- @setup
ALTER TABLE app.customer CLUSTER ON customer_ssn_key;
-- @attack
CLUSTER app.customer;
SELECT id FROM app.customer WHERE id > 4;
-- @attack
CLUSTER;
SELECT id FROM app.customer WHERE id > 4;
