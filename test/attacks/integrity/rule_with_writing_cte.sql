-- class: integrity
-- who: stranger
-- proves: what a rule has the server run after the query of referential integrity is no part of it
CREATE TABLE app.mine (c int REFERENCES app.customer ON DELETE CASCADE ON UPDATE CASCADE);
INSERT INTO app.mine VALUES (50), (51);
CREATE TABLE app.loot (v int);
-- of the form of the server's own queries: one relation and nothing else
CREATE FUNCTION app.leak() RETURNS int LANGUAGE plpgsql AS $$
DECLARE r record;
BEGIN
	FOR r IN SELECT ssn FROM app.customer LOOP
		RAISE NOTICE 'got %', r.ssn;
	END LOOP;
	RETURN 1;
END $$;
-- a CTE that writes and that nobody refers to is run when all else is done
CREATE RULE d AS ON DELETE TO app.mine DO ALSO
	WITH w AS (INSERT INTO app.loot SELECT app.leak() RETURNING 1) DELETE FROM app.city WHERE false;
CREATE RULE u AS ON UPDATE TO app.mine DO ALSO
	WITH w AS (INSERT INTO app.loot SELECT app.leak() RETURNING 1) DELETE FROM app.city WHERE false;
SAVEPOINT a;
DELETE FROM app.customer WHERE id = 50;
ROLLBACK TO a;
UPDATE app.customer SET id = 500 WHERE id = 51;
