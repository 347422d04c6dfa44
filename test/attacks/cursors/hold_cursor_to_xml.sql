-- class: cursors
-- who: clerk
-- proves: a WITH HOLD cursor is closed to cursor_to_xml after a change of purpose
-- needs: commit
-- requires: xml
SET purpose.current = 'service';
BEGIN;
DECLARE c CURSOR WITH HOLD FOR SELECT ssn FROM app.customer WHERE id > 4;
COMMIT;
RESET purpose.current;
SELECT cursor_to_xml('c', 3, true, false, '');
