-- class: labels
-- who: owner
-- modes: cond
-- purpose: research
-- proves: a table of consents that belongs to somebody else is not replaced, whatever labels it has itself
DROP TABLE consents.given;
CREATE TABLE consents.given (id int, remark text);
INSERT INTO consents.given SELECT id FROM app.asked;
SELECT secret FROM app.asked;
-- @setup
CREATE SCHEMA consents AUTHORIZATION attack_owner;
CREATE TABLE consents.given (id int, remark text);
SET ROLE attack_owner;
CREATE TABLE app.asked (id int, secret text);
RESET ROLE;
INSERT INTO app.asked SELECT id, secret FROM app.guarded WHERE NOT consent;
-- @labels
SECURITY LABEL FOR purpose ON COLUMN consents.given.remark IS 'ALLOW service';
SECURITY LABEL FOR purpose ON COLUMN app.asked.secret IS
	'ALLOW research WHEN (EXISTS (SELECT FROM consents.given g WHERE g.id = asked.id)); ELSE NULL';
