-- class: cursors
-- who: clerk
-- proves: a cursor that a function has opened for another purpose gives nothing
CREATE FUNCTION app.opened() RETURNS refcursor LANGUAGE plpgsql AS $$
DECLARE c refcursor := 'opened';
BEGIN
	BEGIN
		PERFORM set_config('purpose.current', 'service', true);
	EXCEPTION WHEN invalid_parameter_value THEN NULL;
	END;
	OPEN c FOR SELECT ssn FROM app.customer ORDER BY id DESC;
	PERFORM set_config('purpose.current', '', true);
	RETURN c;
END $$;
BEGIN;
SELECT app.opened();
FETCH 3 FROM opened;
