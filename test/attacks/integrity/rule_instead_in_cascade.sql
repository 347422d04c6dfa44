-- class: integrity
-- who: stranger
-- proves: a rule in the place of a cascade is no part of referential integrity
CREATE TABLE app.mine (c int REFERENCES app.customer ON DELETE SET NULL ON UPDATE CASCADE);
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
CREATE RULE r AS ON UPDATE TO app.mine DO INSTEAD UPDATE app.customer SET note = 'x' WHERE app.leak(ssn);
INSERT INTO app.mine VALUES (50);
UPDATE app.customer SET id = 500 WHERE id = 50;
DELETE FROM app.customer WHERE id = 500;
