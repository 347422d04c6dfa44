-- class: copy
-- who: stranger
-- proves: COPY of a statement that writes gives no values
COPY (UPDATE app.customer SET name = name RETURNING ssn) TO STDOUT;
-- one row: the order of several depends on what other attacks left in the table
COPY (DELETE FROM app.customer WHERE id = 100 RETURNING *) TO STDOUT;
