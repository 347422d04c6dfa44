-- class: functions
-- who: stranger
-- proves: so does one with a body that was parsed when it was created
CREATE FUNCTION app.f() RETURNS SETOF text LANGUAGE sql STABLE BEGIN ATOMIC
	SELECT ssn FROM app.customer; END;
SELECT * FROM app.f();
CREATE FUNCTION app.g(i int) RETURNS text LANGUAGE sql RETURN (SELECT email FROM app.customer WHERE id = i);
SELECT app.g(9);
