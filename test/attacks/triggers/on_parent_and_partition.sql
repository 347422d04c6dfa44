-- class: triggers
-- who: owner
-- proves: nor on a parent, a child or a partition
CREATE FUNCTION app.leak() RETURNS trigger LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak % %', OLD, NEW; RETURN NEW; END$$;
CREATE TRIGGER t BEFORE UPDATE ON app.payment FOR EACH ROW EXECUTE FUNCTION app.leak();
CREATE TRIGGER t BEFORE UPDATE ON app.payment_rest FOR EACH ROW EXECUTE FUNCTION app.leak();
CREATE TRIGGER t BEFORE UPDATE ON app.manager FOR EACH ROW EXECUTE FUNCTION app.leak();
UPDATE app.payment SET id = id;
UPDATE app.person SET name = 'x';
