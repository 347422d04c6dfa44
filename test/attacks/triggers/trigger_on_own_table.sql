-- class: triggers
-- who: stranger
-- proves: triggers on one's own tables read what a query reads
CREATE TABLE app.mine (i int);
CREATE FUNCTION app.leak() RETURNS trigger LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak %', (SELECT string_agg(ssn, ' ') FROM app.customer); RETURN NEW; END$$;
CREATE TRIGGER t BEFORE INSERT ON app.mine FOR EACH ROW EXECUTE FUNCTION app.leak();
INSERT INTO app.mine VALUES (1);
