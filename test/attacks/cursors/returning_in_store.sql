-- class: cursors
-- who: clerk
-- proves: rows in store of a cursor for a statement that writes are not fetched after a change of purpose
CREATE PROCEDURE app.go() LANGUAGE plpgsql AS $$
DECLARE c refcursor := 'opened'; r text;
BEGIN
	BEGIN
		PERFORM set_config('purpose.current', 'service', true);
	EXCEPTION WHEN invalid_parameter_value THEN NULL;
	END;
	OPEN c FOR DELETE FROM app.customer WHERE id > 4 RETURNING ssn;
	FETCH c INTO r;
	PERFORM set_config('purpose.current', '', true);
END $$;
SAVEPOINT a;
CALL app.go();
FETCH 3 FROM opened;
ROLLBACK TO a;
CALL app.go();
DO $$ DECLARE c refcursor := 'opened'; r text; BEGIN FETCH c INTO r; RAISE NOTICE '%', r; END $$;
