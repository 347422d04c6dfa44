-- class: labels
-- who: owner
-- proves: a label is the table's, not its name's
ALTER TABLE app.customer RENAME TO old_customer;
CREATE TABLE app.customer AS SELECT id, name FROM app.old_customer;
ALTER TABLE app.customer ADD COLUMN ssn text;
UPDATE app.customer AS c SET ssn = o.ssn FROM app.old_customer AS o WHERE o.id = c.id;
SELECT ssn FROM app.customer;
SELECT ssn FROM app.old_customer;
