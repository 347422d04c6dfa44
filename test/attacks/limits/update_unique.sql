-- class: limits
-- who: stranger
-- shows: difference
-- proves: a key that holds a restricted and an open column tells whoever may update the open one which rows agree in the other
-- limit: UPDATE of open columns is a matter of GRANT, and a key that is violated says so
-- @setup
CREATE TABLE app.visit (id int, consent boolean DEFAULT false, kind text, secret text, UNIQUE (secret, kind)) WITH (autovacuum_enabled = off);
INSERT INTO app.visit SELECT id, false, 'k' || id, plan FROM app.customer WHERE id BETWEEN 10 AND 60;
GRANT ALL ON app.visit TO PUBLIC;
-- @labels
SELECT pg_temp.label('app.visit', 'secret', '''withheld''');
-- @attack
UPDATE app.visit SET kind = 'k30' WHERE id = 20;
