-- class: cursors
-- who: clerk
-- proves: rows in store of a cursor for EXECUTE or FETCH are not fetched after a change of purpose
CREATE PROCEDURE app.go(statement text) LANGUAGE plpgsql AS $$
DECLARE c refcursor := 'opened'; r record;
BEGIN
	BEGIN
		PERFORM set_config('purpose.current', 'service', true);
	EXCEPTION WHEN invalid_parameter_value THEN NULL;
	END;
	OPEN c FOR EXECUTE statement;
	FETCH c INTO r;
	PERFORM set_config('purpose.current', '', true);
END $$;
PREPARE kept AS SELECT ssn FROM app.customer ORDER BY id DESC;
SAVEPOINT a;
CALL app.go('EXECUTE kept');
FETCH 3 FROM opened;
DO $$ DECLARE c refcursor := 'opened'; r text; BEGIN FETCH c INTO r; RAISE NOTICE '%', r; END $$;
ROLLBACK TO a;
DECLARE below CURSOR FOR SELECT ssn FROM app.customer ORDER BY id DESC;
CALL app.go('FETCH ALL FROM below');
FETCH 3 FROM opened;
