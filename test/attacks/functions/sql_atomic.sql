-- class: functions
-- who: stranger
-- proves: an SQL function whose body was parsed when it was created reads what a query reads
CREATE FUNCTION app.f() RETURNS SETOF text LANGUAGE sql STABLE BEGIN ATOMIC
	SELECT ssn FROM app.customer; END;
SELECT * FROM app.f();
CREATE FUNCTION app.g(i int) RETURNS text LANGUAGE sql RETURN (SELECT email FROM app.customer WHERE id = i);
SELECT app.g(9);
