-- class: copy
-- who: stranger
-- proves: COPY of a statement that writes gives no values
COPY (UPDATE app.customer SET name = name RETURNING ssn) TO STDOUT;
COPY (DELETE FROM app.customer WHERE id > 90 RETURNING *) TO STDOUT;
