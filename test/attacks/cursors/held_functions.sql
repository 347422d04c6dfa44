-- class: cursors
-- who: clerk
-- proves: rows that functions have read for a cursor WITH HOLD are not fetched after a change of purpose
-- needs: commit
CREATE FUNCTION app.rows() RETURNS SETOF text LANGUAGE plpgsql AS
	$$BEGIN RETURN QUERY SELECT ssn FROM app.customer ORDER BY id DESC; END$$;
BEGIN;
DO $$
BEGIN
	PERFORM set_config('purpose.current', 'service', true);
EXCEPTION WHEN invalid_parameter_value THEN NULL;
END $$;
DECLARE c CURSOR WITH HOLD FOR SELECT * FROM app.rows();
COMMIT;
DO $$ DECLARE c refcursor := 'c'; r text; BEGIN FETCH c INTO r; RAISE NOTICE 'got %', r; END $$;
FETCH 3 FROM c;
