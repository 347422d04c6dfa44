-- class: triggers
-- who: owner
-- proves: the owner puts no trigger on a parent, child or partition with restricted columns
CREATE FUNCTION app.leak() RETURNS trigger LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak % %', OLD, NEW; RETURN NEW; END$$;
CREATE TRIGGER t BEFORE UPDATE ON app.payment FOR EACH ROW EXECUTE FUNCTION app.leak();
CREATE TRIGGER t BEFORE UPDATE ON app.payment_rest FOR EACH ROW EXECUTE FUNCTION app.leak();
CREATE TRIGGER t BEFORE UPDATE ON app.manager FOR EACH ROW EXECUTE FUNCTION app.leak();
UPDATE app.payment SET id = id;
UPDATE app.person SET name = 'x';
