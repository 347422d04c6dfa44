-- class: ddl
-- who: owner
-- proves: a generated column keeps its policy when it becomes a plain one
ALTER TABLE app.customer ALTER COLUMN ssn_upper DROP EXPRESSION;
SELECT ssn_upper FROM app.customer;
