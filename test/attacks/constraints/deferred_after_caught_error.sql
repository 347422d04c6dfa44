-- class: constraints
-- who: stranger
-- proves: an error that was caught before does not make a deferred key quote values
-- needs: commit
CREATE TABLE app.mine (i int);
CREATE FUNCTION app.swallow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE r int;
BEGIN
	EXECUTE 'SELECT 1 / i FROM app.mine' INTO r;
	RETURN NULL;
EXCEPTION WHEN division_by_zero THEN
	RETURN NULL;
END $$;
CREATE TRIGGER t AFTER INSERT ON app.mine FOR EACH ROW EXECUTE FUNCTION app.swallow();
BEGIN;
SET CONSTRAINTS ALL DEFERRED;
UPDATE app.badge SET kind = 'b' WHERE id = 7;
INSERT INTO app.mine VALUES (0);
COMMIT;
-- the same at the end of the transaction
DROP TRIGGER t ON app.mine;
CREATE CONSTRAINT TRIGGER t AFTER INSERT ON app.mine DEFERRABLE INITIALLY DEFERRED
	FOR EACH ROW EXECUTE FUNCTION app.swallow();
BEGIN;
SET CONSTRAINTS ALL DEFERRED;
INSERT INTO app.mine VALUES (0);
UPDATE app.badge SET kind = 'b' WHERE id = 7;
COMMIT;
