-- class: triggers
-- who: stranger
-- proves: nobody puts a trigger of his own on a table with restricted columns
CREATE FUNCTION app.leak() RETURNS trigger LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak % %', OLD, NEW; RETURN NEW; END$$;
CREATE TRIGGER t BEFORE UPDATE ON app.customer FOR EACH ROW EXECUTE FUNCTION app.leak();
UPDATE app.customer SET name = 'x';
