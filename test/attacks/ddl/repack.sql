-- class: ddl
-- who: owner
-- from: 19
-- shows: difference
-- modes: block null mask
-- proves: REPACK puts no rows in the order of a restricted column
REPACK app.customer USING INDEX customer_salary_idx;
SELECT 'ORACLE', id FROM app.customer;
CLUSTER app.customer USING customer_salary_idx;
SELECT 'ORACLE', id FROM app.customer;
ALTER TABLE app.customer CLUSTER ON customer_salary_idx;
REPACK app.customer USING INDEX;
SELECT 'ORACLE', id FROM app.customer;
