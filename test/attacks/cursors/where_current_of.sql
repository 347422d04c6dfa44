-- class: cursors
-- who: clerk
-- proves: WHERE CURRENT OF returns no values that its statement may not return
BEGIN;
DECLARE c CURSOR FOR SELECT id FROM app.customer WHERE id > 10 FOR UPDATE;
FETCH c;
UPDATE app.customer SET name = 'x' WHERE CURRENT OF c RETURNING ssn, salary;
DELETE FROM app.customer WHERE CURRENT OF c RETURNING *;
