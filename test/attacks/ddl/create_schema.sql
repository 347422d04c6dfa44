-- class: ddl
-- who: owner
-- proves: statements inside CREATE SCHEMA are checked like others
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
CREATE SCHEMA s CREATE VIEW v AS SELECT ssn FROM app.customer;
TABLE s.v;
CREATE SCHEMA s2 CREATE TABLE t (s text REFERENCES app.customer (ssn));
CREATE SCHEMA s3 CREATE TABLE t (s text) CREATE TRIGGER x BEFORE INSERT ON t EXECUTE FUNCTION suppress_redundant_updates_trigger();
ALTER TABLE app.customer ADD COLUMN z int, ADD CHECK (app.leak(ssn));
