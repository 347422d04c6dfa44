-- class: cursors
-- who: clerk
-- proves: nor does cursor_to_xml fetch from it
-- needs: commit
-- requires: xml
SET purpose.current = 'service';
BEGIN;
DECLARE c CURSOR WITH HOLD FOR SELECT ssn FROM app.customer WHERE id > 4;
COMMIT;
RESET purpose.current;
SELECT cursor_to_xml('c', 3, true, false, '');
