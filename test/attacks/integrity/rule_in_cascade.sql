-- class: integrity
-- who: stranger
-- proves: a rule of the referencing table's is no part of referential integrity
CREATE TABLE app.mine (c int REFERENCES app.customer ON DELETE CASCADE ON UPDATE CASCADE);
CREATE TABLE app.loot (v text);
GRANT ALL ON app.loot TO PUBLIC;
CREATE RULE r AS ON DELETE TO app.mine DO ALSO INSERT INTO app.loot SELECT ssn || plan FROM app.customer;
CREATE RULE u AS ON UPDATE TO app.mine DO ALSO INSERT INTO app.loot SELECT email FROM app.customer;
INSERT INTO app.mine VALUES (50), (51);
SAVEPOINT a;
DELETE FROM app.customer WHERE id = 50;
SELECT * FROM app.loot;
ROLLBACK TO a;
UPDATE app.customer SET id = 500 WHERE id = 51;
SELECT * FROM app.loot;
