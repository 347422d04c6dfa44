-- class: integrity
-- who: stranger
-- proves: triggers below a cascade are enforced
CREATE TABLE app.mine (c int REFERENCES app.customer ON DELETE CASCADE ON UPDATE CASCADE);
INSERT INTO app.mine VALUES (50);
CREATE FUNCTION app.leak() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE NOTICE '% % %', TG_WHEN, TG_LEVEL, (SELECT string_agg(ssn, ' ') FROM app.customer);
	RETURN coalesce(NEW, OLD);
EXCEPTION WHEN insufficient_privilege THEN
	RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER a BEFORE DELETE OR UPDATE ON app.mine FOR EACH ROW EXECUTE FUNCTION app.leak();
CREATE TRIGGER b AFTER DELETE OR UPDATE ON app.mine FOR EACH ROW EXECUTE FUNCTION app.leak();
CREATE TRIGGER c BEFORE DELETE OR UPDATE ON app.mine FOR EACH STATEMENT EXECUTE FUNCTION app.leak();
CREATE TRIGGER d AFTER DELETE OR UPDATE ON app.mine FOR EACH STATEMENT EXECUTE FUNCTION app.leak();
UPDATE app.customer SET id = 500 WHERE id = 50;
DELETE FROM app.customer WHERE id = 500;
