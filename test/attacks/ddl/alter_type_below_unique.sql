-- class: ddl
-- who: owner
-- shows: difference
-- literals: 017-ZEBRA-A-42
-- proves: a new type of an open column does not test a unique constraint with a restricted one
-- @setup
CREATE TABLE app.visit (id int, consent boolean DEFAULT false, kind text, secret text, UNIQUE (kind, secret));
INSERT INTO app.visit (id, kind, secret) SELECT id, 'k' || id, ssn FROM app.customer;
INSERT INTO app.visit (id, kind, secret) VALUES (0, 'mine', '017-ZEBRA-A-42');
ALTER TABLE app.visit OWNER TO attack_owner;
-- @labels
SELECT pg_temp.label('app.visit', 'secret', '''withheld''');
-- @attack
ALTER TABLE app.visit ALTER kind TYPE varchar USING 'a';
