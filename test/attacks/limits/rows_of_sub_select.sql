-- class: limits
-- who: stranger
-- modes: cond
-- shows: difference
-- proves: how many rows a condition's sub-select has read shows in EXPLAIN ANALYZE
-- limit: EXPLAIN ANALYZE counts the rows of every table that a query reads, as it does below a view
-- @setup
CREATE TABLE app.agreement (customer int, what text);
INSERT INTO app.agreement SELECT id, CASE WHEN plan = 'ZEBRA-gold' THEN 'mail' ELSE 'post' END FROM app.customer;
GRANT SELECT ON app.agreement TO attack_owner;
CREATE VIEW app.mailing AS SELECT id, CASE WHEN id IN (SELECT a.customer FROM app.agreement AS a WHERE a.what = 'mail') THEN ssn END AS ssn
	FROM app.customer AS c;
GRANT SELECT ON app.mailing TO attack_stranger;
-- @labels
SECURITY LABEL FOR purpose ON COLUMN app.agreement.what IS 'ALLOW service; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN app.customer.ssn IS
	'ALLOW service; ALLOW research WHEN (id IN (SELECT a.customer FROM app.agreement AS a WHERE a.what = ''mail'')); ELSE NULL';
-- without a label it is a view that has the sub-select
CREATE OR REPLACE VIEW app.mailing AS SELECT id, ssn FROM app.customer AS c;
-- @attack
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) SELECT ssn FROM app.mailing WHERE id = 1;
