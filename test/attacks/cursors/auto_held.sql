-- class: cursors
-- who: clerk
-- needs: commit
-- proves: a loop whose rows COMMIT has put into store does not go on after a change of purpose
CREATE PROCEDURE app.go() LANGUAGE plpgsql AS $$
DECLARE r record;
BEGIN
	BEGIN
		PERFORM set_config('purpose.current', 'service', false);
	EXCEPTION WHEN invalid_parameter_value THEN NULL;
	END;
	FOR r IN SELECT ssn FROM app.customer ORDER BY id LOOP
		COMMIT;
		PERFORM set_config('purpose.current', '', false);
		RAISE NOTICE '%', r.ssn;
	END LOOP;
END $$;
CALL app.go();
