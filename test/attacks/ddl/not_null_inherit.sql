-- class: ddl
-- who: owner
-- from: 18
-- shows: difference
-- modes: block null mask
-- proves: making a NOT NULL constraint one of the children's tests no restricted values
-- @setup
CREATE TABLE app.above (id int, diagnosis text);
CREATE TABLE app.below () INHERITS (app.above);
INSERT INTO app.below SELECT id, diagnosis FROM app.customer WHERE id = 61;
INSERT INTO app.below VALUES (1, 'x');
ALTER TABLE app.above ADD CONSTRAINT filled NOT NULL diagnosis NO INHERIT;
ALTER TABLE app.above OWNER TO attack_owner;
ALTER TABLE app.below OWNER TO attack_owner;
-- @labels
SELECT pg_temp.label('app.below', 'diagnosis', '''withheld''');
-- @attack
ALTER TABLE app.above ALTER CONSTRAINT filled INHERIT;
