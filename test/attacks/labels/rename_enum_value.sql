-- class: labels
-- who: owner
-- proves: the owner of an enum does not turn refusals into consent by renaming its values
-- modes: cond
-- purpose: research
-- @setup
CREATE TYPE app.answer AS ENUM ('yes', 'no');
ALTER TYPE app.answer OWNER TO attack_owner;
CREATE TABLE app.visit (id int, agreed app.answer, secret text) WITH (autovacuum_enabled = off);
INSERT INTO app.visit SELECT id, CASE WHEN consent THEN 'yes' ELSE 'no' END::app.answer, ssn FROM app.customer;
ALTER TABLE app.visit OWNER TO attack_owner;
-- @labels
SECURITY LABEL FOR purpose ON COLUMN app.visit.secret IS 'ALLOW service; ALLOW research WHEN (agreed = ''yes''); ELSE NULL';
-- @attack
ALTER TYPE app.answer RENAME VALUE 'yes' TO 'aye';
ALTER TYPE app.answer RENAME VALUE 'no' TO 'yes';
SELECT secret FROM app.visit;
