-- class: labels
-- who: owner
-- needs: commit
-- proves: leaving all parents in one statement, which have the label from a common one, keeps the policy
-- @setup
SET ROLE attack_owner;
CREATE TABLE app.grandparent (id int, consent boolean, tax text);
CREATE TABLE app.parent1 () INHERITS (app.grandparent);
CREATE TABLE app.parent2 () INHERITS (app.grandparent);
CREATE TABLE app.grandchild () INHERITS (app.parent1, app.parent2);
RESET ROLE;
INSERT INTO app.grandchild SELECT id, false, tax FROM app.person WHERE NOT consent;
-- @labels
SELECT pg_temp.label('app.grandparent', 'tax', '''withheld''');
-- @attack
ALTER TABLE app.grandchild NO INHERIT app.parent1, NO INHERIT app.parent2;
SELECT id, tax FROM app.grandchild ORDER BY id;
