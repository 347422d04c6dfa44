-- class: partitions
-- who: stranger
-- from: 20
-- proves: FOR PORTION OF puts no row into a partition that is more open
-- @setup
CREATE TABLE app.stay (id int, consent boolean, ssn text, during int4range) PARTITION BY LIST (lower(during));
CREATE TABLE app.stay_closed PARTITION OF app.stay FOR VALUES IN (0);
CREATE TABLE app.stay_rest PARTITION OF app.stay DEFAULT;
INSERT INTO app.stay SELECT id, consent, ssn, '[0,100)' FROM app.customer;
ALTER TABLE app.stay OWNER TO attack_owner;
GRANT ALL ON app.stay, app.stay_closed, app.stay_rest TO attack_stranger;
-- @labels
SELECT pg_temp.label('app.stay_closed', 'ssn', '''withheld''');
-- @attack
DELETE FROM app.stay FOR PORTION OF during FROM 0 TO 50;
SELECT ssn FROM app.stay_rest;
UPDATE app.stay FOR PORTION OF during FROM 20 TO 30 SET id = id;
SELECT ssn FROM app.stay_rest;
UPDATE app.stay_closed FOR PORTION OF during FROM 20 TO 30 SET id = id;
