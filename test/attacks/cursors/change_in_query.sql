-- class: cursors
-- who: clerk
-- proves: a change of purpose in the middle of a query does not help the functions it calls
CREATE FUNCTION app.f(i int) RETURNS text LANGUAGE plpgsql AS
	$$BEGIN RETURN (SELECT ssn FROM app.customer WHERE id = i); END$$;
CREATE FUNCTION app.g(i int) RETURNS text LANGUAGE sql VOLATILE AS
	$$SELECT ssn FROM app.customer WHERE id = i$$;
SET purpose.current = 'service';
SELECT set_config('purpose.current', '', false), app.f(i) FROM generate_series(11, 13) AS i;
SET purpose.current = 'service';
SELECT CASE WHEN i > 4 THEN set_config('purpose.current', 'marketing', false) END, app.g(i) FROM generate_series(3, 13) AS i;
