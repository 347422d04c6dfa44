-- class: cursors
-- who: clerk
-- proves: a WITH HOLD cursor is closed to plpgsql's FETCH too after a change of purpose
-- needs: commit
\set ON_ERROR_STOP off
SET purpose.current = 'service';
BEGIN;
DECLARE c CURSOR WITH HOLD FOR SELECT ssn FROM app.customer WHERE id > 4;
COMMIT;
RESET purpose.current;
DO $$
DECLARE c refcursor := 'c'; r record;
BEGIN
	FOR i IN 1 .. 3 LOOP
		FETCH c INTO r;
		RAISE NOTICE '%', r;
	END LOOP;
END $$;
