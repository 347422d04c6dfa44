-- class: constraints
-- who: stranger
-- proves: a deferred key that is violated at the end quotes no values
-- needs: commit
BEGIN;
SET CONSTRAINTS ALL DEFERRED;
UPDATE app.badge SET kind = 'b' WHERE id > 4;
COMMIT;
BEGIN;
SET CONSTRAINTS ALL DEFERRED;
UPDATE app.badge SET kind = 'b' WHERE id = 7;
SET CONSTRAINTS ALL IMMEDIATE;
ROLLBACK;
DO $$
DECLARE d text;
BEGIN
	SET CONSTRAINTS ALL DEFERRED;
	UPDATE app.badge SET kind = 'b' WHERE id = 9;
	SET CONSTRAINTS ALL IMMEDIATE;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS d = PG_EXCEPTION_DETAIL;
	RAISE NOTICE '%', d;
END $$;
