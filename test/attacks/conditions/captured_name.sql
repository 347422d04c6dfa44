-- class: conditions
-- who: clerk
-- modes: cond
-- purpose: research
-- proves: a column that is added to the table of a sub-select does not take over a name in it
-- @setup
CREATE TABLE app.agreement AS SELECT id AS customer FROM app.customer;
ALTER TABLE app.agreement OWNER TO attack_clerk;
GRANT SELECT ON app.agreement TO attack_owner;
CREATE VIEW app.agreed AS SELECT customer FROM app.agreement;
ALTER VIEW app.agreed OWNER TO attack_clerk;
GRANT SELECT ON app.agreed TO attack_owner;
-- @labels
-- as from a dump; checked at once, they are refused
SET check_function_bodies = off;
SECURITY LABEL FOR purpose ON COLUMN app.customer.ssn IS
	'ALLOW service; ALLOW research WHEN (EXISTS (SELECT FROM app.agreement AS a WHERE a.customer = customer.id AND consent)); ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN app.customer.email IS
	'ALLOW service; ALLOW research WHEN (EXISTS (SELECT FROM app.agreed AS a WHERE a.customer = customer.id AND consent)); ELSE NULL';
RESET check_function_bodies;
-- @attack clerk
ALTER TABLE app.agreement ADD COLUMN consent boolean DEFAULT true;
CREATE OR REPLACE VIEW app.agreed AS SELECT customer, true AS consent FROM app.agreement;
-- @attack stranger
SELECT id, ssn FROM app.customer ORDER BY id;
SELECT id, email FROM app.customer ORDER BY id;
