-- class: conditions
-- who: owner
-- modes: cond
-- purpose: research
-- proves: row security of the table in a condition does not read raw values of another for its owner
-- @setup
CREATE TABLE app.agreement AS SELECT id AS customer FROM app.customer;
ALTER TABLE app.agreement OWNER TO attack_owner;
ALTER TABLE app.agreement ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.agreement FORCE ROW LEVEL SECURITY;
-- @labels
SECURITY LABEL FOR purpose ON COLUMN app.customer.email IS
	'ALLOW service; ALLOW research WHEN (EXISTS (SELECT FROM app.agreement AS a WHERE a.customer = customer.id)); ELSE NULL';
-- @attack
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
CREATE POLICY leaky ON app.agreement USING (EXISTS (SELECT FROM app.customer AS c WHERE app.leak(c.ssn)));
SELECT id, email FROM app.customer ORDER BY id;
