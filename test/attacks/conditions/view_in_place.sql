-- class: conditions
-- who: owner
-- modes: mask cond
-- purpose: research
-- proves: a view in the place of the table that a mask looks up does not read raw values for its owner
-- @setup
CREATE TABLE app.region_of AS SELECT id::text AS k, 'north'::text AS v FROM app.customer;
ALTER TABLE app.region_of OWNER TO attack_owner;
-- @labels
SELECT pg_temp.label('app.customer', 'ssn', '(SELECT max(r.v) FROM app.region_of AS r WHERE r.k = customer.ssn)');
-- @attack
DROP TABLE app.region_of;
CREATE VIEW app.region_of AS SELECT ssn AS k, ssn AS v FROM app.customer;
SELECT ssn FROM app.customer;
