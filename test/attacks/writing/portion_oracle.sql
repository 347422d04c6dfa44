-- class: writing
-- who: stranger
-- from: 20
-- shows: difference
-- literals: 7310060 7310070 7310050 7310055 7310020 7310025
-- proves: the range that FOR PORTION OF cuts at tells nothing of a restricted one
-- @setup
CREATE TABLE app.stay (id int, consent boolean, ssn text, secret int4range, during int4range);
INSERT INTO app.stay SELECT id, consent, ssn, int4range(7310000, salary + 1), '[0,100)' FROM app.customer WHERE id > 4;
CREATE VIEW app.stay_view AS SELECT id, consent, secret AS s FROM app.stay;
ALTER TABLE app.stay OWNER TO attack_owner;
ALTER VIEW app.stay_view OWNER TO attack_owner;
GRANT ALL ON app.stay, app.stay_view TO attack_stranger;
-- @labels
SELECT pg_temp.label('app.stay', 'ssn', '''withheld''');
SELECT pg_temp.label('app.stay', 'secret', '''empty''::int4range');
-- @attack
UPDATE app.stay FOR PORTION OF secret FROM 7310060 TO 7310070 SET id = id RETURNING 'ORACLE', id;
SELECT 'ORACLE', count(*) FROM app.stay;
DELETE FROM app.stay FOR PORTION OF secret FROM 7310050 TO 7310055 RETURNING 'ORACLE', id;
SELECT 'ORACLE', count(*), count(DISTINCT id) FROM app.stay;
DELETE FROM app.stay_view FOR PORTION OF s FROM 7310020 TO 7310025 RETURNING 'ORACLE', id;
UPDATE app.stay_view FOR PORTION OF s FROM 7310020 TO 7310025 SET id = id RETURNING 'ORACLE', id;
SELECT 'ORACLE', count(*), count(DISTINCT id) FROM app.stay;
