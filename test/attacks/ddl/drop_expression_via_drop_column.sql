-- class: ddl
-- who: owner
-- proves: a generated column stays closed when what it was computed from goes
ALTER TABLE app.customer DROP COLUMN ssn;
ALTER TABLE app.customer ALTER COLUMN ssn_upper DROP EXPRESSION IF EXISTS;
SELECT ssn_upper FROM app.customer;
ALTER TABLE app.customer DROP COLUMN IF EXISTS ssn CASCADE;
SELECT ssn FROM app.customer_mat;
SELECT email FROM app.customer;
