-- class: integrity
-- who: stranger
-- proves: a cast that the server calls for a foreign key, without a query of its own, has no exemption
CREATE TYPE app.kind AS ENUM ('one', 'two', 'three');
CREATE FUNCTION app.leak(app.kind) RETURNS int LANGUAGE plpgsql STABLE AS $$
DECLARE
	t record;
BEGIN
	FOR t IN SELECT ssn, salary FROM app.customer LOOP
		RAISE NOTICE 'leak %', t;
	END LOOP;
	RETURN 1;
END $$;
CREATE CAST (app.kind AS int) WITH FUNCTION app.leak(app.kind) AS IMPLICIT;
CREATE TABLE app.target (id int PRIMARY KEY);
INSERT INTO app.target VALUES (1), (11);
CREATE TABLE app.mine (k app.kind REFERENCES app.target (id) DEFERRABLE);
INSERT INTO app.mine VALUES ('one');
INSERT INTO app.mine VALUES ('two'), ('three');
UPDATE app.mine SET k = 'one' WHERE k <> 'one';
BEGIN;
SET CONSTRAINTS ALL DEFERRED;
INSERT INTO app.mine VALUES ('two');
SET CONSTRAINTS ALL IMMEDIATE;
