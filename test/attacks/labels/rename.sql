-- class: labels
-- who: owner
-- proves: labels stay with renamed columns, tables and schemas
ALTER TABLE app.customer RENAME COLUMN ssn TO name2;
ALTER TABLE app.customer RENAME TO client;
ALTER SCHEMA app RENAME TO app2;
SELECT name2, salary, birth FROM app2.client;
ALTER SCHEMA hr RENAME TO hr2;
TABLE hr2.pay;
