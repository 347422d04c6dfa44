-- class: conditions
-- who: stranger
-- modes: cond
-- shows: difference
-- proves: estimates for a condition's sub-select tell nothing of a table that is restricted itself
-- @setup
CREATE TABLE app.agreement (customer int, what text);
INSERT INTO app.agreement SELECT id, CASE WHEN plan = 'ZEBRA-gold' THEN 'mail' ELSE 'post' END FROM app.customer, generate_series(1, 20);
CREATE INDEX ON app.agreement (what, customer);
ANALYZE app.agreement;
GRANT SELECT ON app.agreement TO attack_owner, attack_stranger;
-- @labels
SECURITY LABEL FOR purpose ON COLUMN app.agreement.what IS 'ALLOW service; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN app.customer.ssn IS
	'ALLOW service; ALLOW research WHEN (consent AND EXISTS (SELECT FROM app.agreement AS a WHERE a.customer = customer.id AND a.what <> ''none'')); ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN app.customer.email IS
	'ALLOW service; ALLOW research WHEN (consent AND id IN (SELECT a.customer FROM app.agreement AS a WHERE a.what = ''mail'')); ELSE NULL';
-- @attack
EXPLAIN SELECT ssn FROM app.customer;
EXPLAIN SELECT email FROM app.customer WHERE id < 10;
EXPLAIN SELECT id FROM app.customer WHERE email = 'x';
EXPLAIN SELECT * FROM app.agreement WHERE what = 'mail';
