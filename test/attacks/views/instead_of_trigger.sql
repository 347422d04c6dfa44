-- class: views
-- who: stranger
-- proves: the OLD row of an INSTEAD OF trigger on a view is no raw one
CREATE VIEW app.mine AS SELECT id, name, ssn, salary FROM app.customer;
CREATE FUNCTION app.show() RETURNS trigger LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'old %', OLD; RETURN NEW; END$$;
CREATE TRIGGER t INSTEAD OF UPDATE OR DELETE ON app.mine FOR EACH ROW EXECUTE FUNCTION app.show();
UPDATE app.mine SET name = 'x';
DELETE FROM app.mine;
