-- class: labels
-- who: owner
-- proves: a mask does not follow the name of a column to another
-- @labels
SELECT pg_temp.label('app.customer', 'note', 'city');
-- @attack
ALTER TABLE app.customer RENAME COLUMN city TO town;
ALTER TABLE app.customer RENAME COLUMN ssn TO city;
SELECT note FROM app.customer;
SELECT city FROM app.customer;
