-- class: limits
-- who: stranger
-- shows: difference
-- proves: a CHECK that holds a restricted and an open column tells whoever may update the open one about the other
-- limit: UPDATE of open columns is a matter of GRANT, and a constraint that is violated says so
-- @setup
CREATE TABLE app.visit (id int, consent boolean DEFAULT false, kind text, secret int, CHECK (kind <> 'rich' OR secret % 1000 > 560)) WITH (autovacuum_enabled = off);
INSERT INTO app.visit SELECT id, false, 'k' || id, salary FROM app.customer WHERE id BETWEEN 10 AND 60;
GRANT ALL ON app.visit TO PUBLIC;
-- @labels
SELECT pg_temp.label('app.visit', 'secret', '0');
-- @attack
UPDATE app.visit SET kind = 'rich' WHERE id = 50;
UPDATE app.visit SET kind = 'rich' WHERE id = 51;
UPDATE app.visit SET kind = 'rich' WHERE id = 52;
