-- class: cursors
-- who: clerk
-- proves: the plans that functions keep are made anew after a change of purpose
CREATE FUNCTION app.f(i int) RETURNS text LANGUAGE plpgsql AS
	$$BEGIN RETURN (SELECT ssn FROM app.customer WHERE id = i); END$$;
CREATE FUNCTION app.g(i int) RETURNS text LANGUAGE sql AS
	$$SELECT ssn FROM app.customer WHERE id = i$$;
CREATE FUNCTION app.h(i int) RETURNS SETOF text LANGUAGE sql STABLE BEGIN ATOMIC
	SELECT ssn FROM app.customer WHERE id = i; END;
SET purpose.current = 'service';
SELECT app.f(i), app.g(i), app.h(i) FROM generate_series(1, 3) AS i;
RESET purpose.current;
SELECT app.f(i) FROM generate_series(11, 13) AS i;
SELECT app.g(i) FROM generate_series(11, 13) AS i;
SELECT app.h(i) FROM generate_series(11, 13) AS i;
