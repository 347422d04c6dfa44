-- class: functions
-- who: stranger
-- proves: a set-returning SQL function that is inlined reads what a query reads
CREATE FUNCTION app.f() RETURNS SETOF app.customer LANGUAGE sql STABLE AS 'SELECT * FROM app.customer';
SELECT ssn FROM app.f();
CREATE FUNCTION app.g(n int) RETURNS TABLE (s text, x int) LANGUAGE sql STABLE AS
	'SELECT ssn, salary FROM app.customer WHERE id > n';
SELECT * FROM app.g(90) AS g JOIN app.city ON true;
SELECT (app.g(110)).*;
