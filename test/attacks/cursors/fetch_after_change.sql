-- class: cursors
-- who: clerk
-- proves: an open cursor gives nothing after a change of purpose
-- needs: commit
BEGIN;
SET LOCAL purpose.current = 'service';
DECLARE c CURSOR FOR SELECT ssn FROM app.customer ORDER BY id;
MOVE 10 FROM c;
SET LOCAL purpose.current = 'marketing';
FETCH 3 FROM c;
ROLLBACK;
BEGIN;
SET LOCAL purpose.current = 'service';
DECLARE c CURSOR FOR SELECT ssn FROM app.customer ORDER BY id;
RESET purpose.current;
DO $$DECLARE c refcursor := 'c'; r record; BEGIN MOVE 5 FROM c; FETCH c INTO r; RAISE NOTICE '%', r; END$$;
ROLLBACK;
