-- class: labels
-- who: owner
-- needs: commit
-- proves: dropping a labelled column does not open that of a grandchild, which keeps it since it is its own
-- modes: block null
-- @setup
SET ROLE attack_owner;
CREATE TABLE app.grandparent (id int, consent boolean, tax text);
CREATE TABLE app.between () INHERITS (app.grandparent);
CREATE TABLE app.grandchild (id int, consent boolean, tax text);
ALTER TABLE app.grandchild INHERIT app.between;
RESET ROLE;
INSERT INTO app.grandchild SELECT id, false, tax FROM app.person WHERE NOT consent;
-- @labels
SELECT pg_temp.label('app.grandparent', 'tax', '''withheld''');
-- @attack
ALTER TABLE app.grandparent DROP COLUMN tax;
SELECT id, tax FROM app.grandchild ORDER BY id;
