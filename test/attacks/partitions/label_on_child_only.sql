-- class: partitions
-- who: stranger
-- proves: a read through the parent obeys a label that only a child has
-- @labels
SECURITY LABEL FOR purpose ON COLUMN app.person.tax IS NULL;
SELECT pg_temp.label('app.employee', 'tax', '''withheld''');
-- @attack
SELECT p.id, p.tax FROM app.person AS p WHERE id > 20;
SELECT p FROM app.person AS p WHERE id > 20;
SELECT tax FROM app.manager;
