-- class: output
-- who: stranger
-- proves: SELECT INTO and CREATE TABLE AS of a prepared statement take along what is seen
SELECT id, ssn, salary INTO app.taken FROM app.customer;
SELECT * FROM app.taken;
SELECT c.* INTO TEMP taken FROM app.customer AS c;
SELECT * FROM taken;
PREPARE p AS SELECT ssn, plan FROM app.customer;
CREATE TABLE app.taken2 AS EXECUTE p;
SELECT * FROM app.taken2;
CREATE UNLOGGED TABLE app.taken3 AS TABLE app.customer;
SELECT ssn FROM app.taken3;
