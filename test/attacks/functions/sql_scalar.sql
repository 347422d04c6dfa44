-- class: functions
-- who: stranger
-- proves: scalar and volatile SQL functions read what a query reads
CREATE FUNCTION app.f(i int) RETURNS text LANGUAGE sql VOLATILE AS 'SELECT ssn FROM app.customer WHERE id = i';
SELECT app.f(id) FROM app.orders;
CREATE FUNCTION app.g(c app.customer) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT c.ssn || c.salary';
SELECT app.g(c) FROM app.customer AS c;
