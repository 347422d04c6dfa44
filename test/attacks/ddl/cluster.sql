-- class: ddl
-- who: owner
-- shows: difference
-- proves: rows cannot be put in the order of hidden values
CLUSTER app.customer USING customer_salary_idx;
SELECT 'ORACLE', id FROM app.customer;
ALTER TABLE app.customer CLUSTER ON customer_ssn_key;
CLUSTER app.customer;
SELECT 'ORACLE', id FROM app.customer;
CLUSTER app.customer USING customer_plan_lower_idx;
SELECT 'ORACLE', id FROM app.customer;
