-- class: labels
-- who: owner
-- proves: a condition does not follow the name of a column to another
ALTER TABLE app.customer RENAME COLUMN consent TO agreed;
ALTER TABLE app.customer ADD COLUMN consent boolean DEFAULT true;
SELECT ssn FROM app.customer;
ALTER TABLE app.person RENAME COLUMN consent TO agreed;
ALTER TABLE app.person ADD COLUMN consent boolean DEFAULT true;
SELECT tax FROM app.person;
