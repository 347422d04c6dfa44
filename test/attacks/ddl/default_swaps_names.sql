-- class: ddl
-- who: owner
-- shows: difference
-- purpose: none
-- proves: no default that is computed gives the name of a referenced table to one with restricted columns
-- literals: 017-ZEBRA-A-42
CREATE TABLE app.decoy (ssn text PRIMARY KEY);
CREATE TABLE app.mine (guess text);
INSERT INTO app.mine VALUES ('017-ZEBRA-A-42');
CREATE FUNCTION app.swap() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
	ALTER TABLE app.decoy RENAME TO gone;
	ALTER TABLE app.customer RENAME TO decoy;
	RETURN 1;
END$$;
-- What is not VOLATILE is computed while the columns are added.
CREATE FUNCTION app.steady() RETURNS int LANGUAGE plpgsql STABLE AS $$
BEGIN
	PERFORM app.swap();
	RETURN 1;
END$$;
ALTER TABLE app.mine ADD COLUMN z int DEFAULT app.steady(),
	ADD FOREIGN KEY (guess) REFERENCES app.decoy (ssn);
