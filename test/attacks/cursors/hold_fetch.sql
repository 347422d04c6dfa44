-- class: cursors
-- who: clerk
-- proves: a WITH HOLD cursor is closed to FETCH after a change of purpose
-- needs: commit
SET purpose.current = 'service';
BEGIN;
DECLARE c SCROLL CURSOR WITH HOLD FOR SELECT ssn FROM app.customer WHERE id > 4;
COMMIT;
RESET purpose.current;
FETCH 3 FROM c;
FETCH LAST FROM c;
FETCH ABSOLUTE 7 FROM c;
SET purpose.current = 'marketing';
FETCH BACKWARD 2 FROM c;
