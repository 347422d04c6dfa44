-- class: settings
-- who: clerk
-- proves: a purpose that was set in a part that is rolled back is gone
-- needs: commit
BEGIN;
SAVEPOINT s;
SET LOCAL purpose.current = 'service';
SELECT count(ssn) FROM app.customer;
ROLLBACK TO s;
SELECT ssn FROM app.customer;
COMMIT;
BEGIN;
SET purpose.current = 'service';
ROLLBACK;
SELECT email FROM app.customer;
DO $$BEGIN BEGIN PERFORM set_config('purpose.current', 'service', true); RAISE division_by_zero; EXCEPTION WHEN OTHERS THEN NULL; END;
	RAISE NOTICE '%', (SELECT max(ssn) FROM app.customer WHERE id > 4); END$$;
