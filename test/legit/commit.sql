-- What needs transactions of its own, for a purpose that all labels allow.
-- Whatever a statement changes, the next ones see.
-- who: clerk
-- purpose: service
-- needs: commit
-- test: a cursor that is held
BEGIN;
DECLARE c CURSOR WITH HOLD FOR SELECT id, ssn FROM app.customer ORDER BY id;
COMMIT;
FETCH 3 FROM c;
DO $$DECLARE c refcursor := 'c'; r record; BEGIN FETCH c INTO r; RAISE NOTICE '%', r; END$$;
CLOSE c;
-- test: savepoints
BEGIN;
SAVEPOINT s;
UPDATE app.customer SET ssn = 'x' WHERE id = 5;
ROLLBACK TO s;
SELECT ssn FROM app.customer WHERE id = 5;
COMMIT;
-- test: a procedure that commits
CREATE PROCEDURE app.p(INOUT v text) LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO app.log (line) SELECT ssn FROM app.customer WHERE id = 9;
	COMMIT;
	SELECT v || email INTO v FROM app.customer WHERE id = 9;
END $$;
CALL app.p('');
-- test (fails): a deferred key
BEGIN;
SET CONSTRAINTS ALL DEFERRED;
UPDATE app.badge SET kind = 'b' WHERE id = 7;
COMMIT;
-- test: vacuum and analyze
VACUUM (ANALYZE) app.log;
-- test: a dump of the table
\! pg_dump --data-only --inserts -t app.customer -t app.payment -t app.person -d "$PGDATABASE" -U "$PGUSER" 2>&1
-- test: notifications
LISTEN app;
SELECT pg_notify('app', ssn) FROM app.customer WHERE id = 9;
UNLISTEN app;
-- test: loops that call a function with settings of its own
CREATE FUNCTION app.bill(i int) RETURNS int LANGUAGE plpgsql SET purpose.justification = 'billing' AS $$
BEGIN
	RETURN (SELECT length(ssn) FROM app.customer WHERE id = i);
END $$;
CREATE FUNCTION app.returning_loop() RETURNS int LANGUAGE plpgsql AS $$
DECLARE r record; n int := 0;
BEGIN
	FOR r IN UPDATE app.customer SET status = 'billed' RETURNING id LOOP
		n := n + app.bill(r.id);
	END LOOP;
	RETURN n;
END $$;
CREATE PROCEDURE app.committing_loop(INOUT n int) LANGUAGE plpgsql AS $$
DECLARE r record;
BEGIN
	FOR r IN SELECT id, ssn FROM app.customer ORDER BY id LOOP
		n := n + app.bill(r.id);
		COMMIT;
	END LOOP;
END $$;
SELECT app.returning_loop() > 1000;
CALL app.committing_loop(0);
