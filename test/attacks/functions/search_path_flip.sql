-- class: functions
-- who: stranger
-- proves: an inlined body that finds another table by the search path is noticed
CREATE SCHEMA other;
CREATE VIEW other.customer AS SELECT id, name AS ssn FROM app.customer;
SET search_path = other;
CREATE FUNCTION app.f() RETURNS SETOF text LANGUAGE sql STABLE AS 'SELECT ssn FROM customer';
SELECT count(*) FROM app.f();
SET search_path = app;
SELECT * FROM f();
PREPARE p AS SELECT * FROM app.f();
SET search_path = other;
EXECUTE p \g /dev/null
SET search_path = app;
EXECUTE p;
