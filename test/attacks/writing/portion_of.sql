-- class: writing
-- who: stranger
-- from: 20
-- literals: 7310000 7310001 7310040
-- proves: FOR PORTION OF shows what is written as RETURNING does, and uses the range
-- @setup
CREATE TABLE app.stay (id int, consent boolean, ssn text, secret int4range, during int4range,
	told text GENERATED ALWAYS AS (upper(ssn)) STORED);
INSERT INTO app.stay SELECT id, consent, ssn, int4range(7310000, salary + 1), '[0,100)' FROM app.customer WHERE id > 4;
CREATE VIEW app.stay_view AS SELECT * FROM app.stay;
ALTER TABLE app.stay OWNER TO attack_owner;
ALTER VIEW app.stay_view OWNER TO attack_owner;
GRANT ALL ON app.stay, app.stay_view TO attack_stranger;
-- @labels
SELECT pg_temp.label('app.stay', 'ssn', '''withheld''');
SELECT pg_temp.label('app.stay', 'secret', '''empty''::int4range');
-- @attack
UPDATE app.stay FOR PORTION OF during FROM 20 TO 30 SET id = id RETURNING *;
DELETE FROM app.stay FOR PORTION OF during FROM 40 TO 50 RETURNING *;
DELETE FROM app.stay FOR PORTION OF during FROM 60 TO 70 RETURNING stay, ssn, told, old.ssn;
UPDATE app.stay_view FOR PORTION OF during FROM 80 TO 81 SET id = id RETURNING ssn, old, new;
UPDATE app.stay FOR PORTION OF secret FROM 7310000 TO 7310001 SET id = id RETURNING secret;
UPDATE app.stay FOR PORTION OF secret FROM 7310000 TO 7310040 SET id = id RETURNING ssn, old.secret;
DELETE FROM app.stay FOR PORTION OF secret FROM 7310000 TO 7310001 RETURNING secret;
SELECT secret FROM app.stay;
