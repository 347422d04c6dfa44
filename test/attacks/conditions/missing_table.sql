-- class: conditions
-- who: stranger
-- modes: cond
-- proves: nobody can supply the table that a condition misses
-- @labels
SET check_function_bodies = off;
SECURITY LABEL FOR purpose ON COLUMN app.customer.ssn IS
	'ALLOW service; ALLOW research WHEN (EXISTS (SELECT FROM app.agreement AS a WHERE a.customer = customer.id)); ELSE NULL';
RESET check_function_bodies;
-- @attack
CREATE TABLE app.agreement AS SELECT id AS customer FROM app.customer;
GRANT SELECT ON app.agreement TO PUBLIC;
SELECT id, ssn FROM app.customer ORDER BY id;
DROP TABLE app.agreement;
CREATE VIEW app.agreement AS SELECT id AS customer FROM app.customer;
GRANT SELECT ON app.agreement TO PUBLIC;
SELECT id, ssn FROM app.customer ORDER BY id;
