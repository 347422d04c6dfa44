-- class: labels
-- who: owner
-- modes: cond
-- purpose: research
-- proves: a table of consents that belongs to somebody else is not replaced together with its schema
DROP SCHEMA approvals CASCADE;
CREATE SCHEMA approvals;
CREATE TABLE approvals.given (id int);
INSERT INTO approvals.given SELECT id FROM app.wanted;
SELECT secret FROM app.wanted;
-- @setup
CREATE SCHEMA approvals AUTHORIZATION attack_owner;
CREATE TABLE approvals.given (id int);
SET ROLE attack_owner;
CREATE TABLE app.wanted (id int, secret text);
RESET ROLE;
INSERT INTO app.wanted SELECT id, secret FROM app.guarded WHERE NOT consent;
-- @labels
SECURITY LABEL FOR purpose ON COLUMN app.wanted.secret IS
	'ALLOW research WHEN (EXISTS (SELECT FROM approvals.given g WHERE g.id = wanted.id)); ELSE NULL';
