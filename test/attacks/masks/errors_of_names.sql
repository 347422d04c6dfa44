-- class: masks
-- who: stranger
-- modes: mask cond
-- proves: errors about names, syntax and the like that a mask or condition raises do not quote its operand
-- @setup
CREATE TABLE app.visit (id int, consent boolean DEFAULT false, a text, b text, c text, d text) WITH (autovacuum_enabled = off);
INSERT INTO app.visit SELECT id, false, ssn, ssn, ssn || '''', ssn FROM app.customer WHERE id > 4;
SET check_function_bodies = off;
-- @labels
SELECT pg_temp.label('app.visit', 'a', 'pg_has_role(a, ''member'')::text');
SELECT pg_temp.label('app.visit', 'b', 'to_tsquery(b || '' &| '')::text');
SELECT pg_temp.label('app.visit', 'c', 'to_regclass(c || ''.a.b.c.d'')::text');
SELECT pg_temp.label('app.visit', 'd', 'has_table_privilege(d, ''SELECT'')::text');
-- @attack
SELECT a, pg_has_role(a, 'member') FROM app.visit;
SELECT b, to_tsquery(b || ' &| ') FROM app.visit;
SELECT c, to_regclass(c || '.a.b.c.d') FROM app.visit;
SELECT d, has_table_privilege(d, 'SELECT') FROM app.visit;
