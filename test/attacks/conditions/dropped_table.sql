-- class: conditions
-- who: stranger
-- modes: cond
-- proves: the table of a condition is not exchanged for another one of its name
-- @setup
CREATE TABLE app.agreement AS SELECT id AS customer FROM app.customer WHERE id < 5;
GRANT SELECT ON app.agreement TO attack_owner;
-- @labels
SECURITY LABEL FOR purpose ON COLUMN app.customer.ssn IS
	'ALLOW service; ALLOW research WHEN (EXISTS (SELECT FROM app.agreement AS a WHERE a.customer = customer.id)); ELSE NULL';
-- @setup
ALTER TABLE app.agreement OWNER TO attack_clerk;
-- @attack clerk
DROP TABLE app.agreement;
DROP TABLE app.agreement CASCADE;
-- @attack stranger
CREATE TABLE app.agreement AS SELECT id AS customer FROM app.customer;
GRANT SELECT ON app.agreement TO PUBLIC;
SELECT id, ssn FROM app.customer ORDER BY id;
