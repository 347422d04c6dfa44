-- class: labels
-- who: owner
-- proves: a table does not leave the label of its schema behind
ALTER TABLE hr.pay SET SCHEMA app;
TABLE app.pay;
TABLE hr.pay;
