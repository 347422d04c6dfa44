-- class: functions
-- who: stranger
-- proves: functions in defaults of arguments and columns read what a query reads
CREATE FUNCTION app.get() RETURNS text LANGUAGE sql AS 'SELECT max(ssn) FROM app.customer WHERE id > 4';
CREATE FUNCTION app.f(v text DEFAULT app.get()) RETURNS text LANGUAGE sql AS 'SELECT v';
SELECT app.f();
CREATE TABLE app.mine (v text DEFAULT app.get());
INSERT INTO app.mine DEFAULT VALUES;
TABLE app.mine;
