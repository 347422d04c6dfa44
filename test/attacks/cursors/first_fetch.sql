-- class: cursors
-- who: clerk
-- proves: a cursor that nothing has been fetched from yet is no newer than its verdicts
CREATE FUNCTION app.opened(name text) RETURNS refcursor LANGUAGE plpgsql AS $$
DECLARE c refcursor := name;
BEGIN
	BEGIN
		PERFORM set_config('purpose.current', 'service', true);
	EXCEPTION WHEN invalid_parameter_value THEN NULL;
	END;
	OPEN c FOR SELECT ssn FROM app.customer ORDER BY id DESC;
	PERFORM set_config('purpose.current', '', true);
	RETURN c;
END $$;
CREATE FUNCTION app.fetched(name text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE c refcursor := name; r text;
BEGIN
	FETCH c INTO r;
	RETURN r;
END $$;
SAVEPOINT s;
SELECT app.opened('a');
SELECT app.fetched('a');
ROLLBACK TO s;
SELECT app.opened('b');
SELECT count(*) FROM app.city;
SELECT id FROM app.customer WHERE id = 5;
SELECT app.fetched('b');
ROLLBACK TO s;
SELECT app.fetched(app.opened('c')::text);
ROLLBACK TO s;
DO $$
DECLARE c refcursor; d refcursor; r text;
BEGIN
	c := app.opened('d');
	OPEN d FOR SELECT id FROM app.customer;
	FETCH c INTO r;
	RAISE NOTICE '%', r;
END $$;
