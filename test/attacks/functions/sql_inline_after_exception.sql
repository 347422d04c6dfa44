-- class: functions
-- who: stranger
-- proves: an error that is caught while a statement is being planned does not end what holds while it is planned
CREATE TABLE app.mine (i int);
INSERT INTO app.mine VALUES (1);
ALTER TABLE app.mine ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE FUNCTION app.tell(t text) RETURNS boolean LANGUAGE plpgsql COST 0.001 AS
	$$BEGIN RAISE NOTICE 'got %', t; RETURN false; END$$;
CREATE POLICY p ON app.mine USING (EXISTS (SELECT FROM app.customer AS c WHERE app.tell(c.ssn)));
-- its text names nothing that is labelled, so it is the rewritten query that tells
CREATE FUNCTION app.f() RETURNS SETOF app.mine LANGUAGE sql STABLE AS 'SELECT * FROM app.mine';
CREATE FUNCTION app.fold(i int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
	PERFORM 1 / 0;
	RETURN i;
EXCEPTION WHEN division_by_zero THEN
	RETURN i;
END $$;
SELECT c.id, f.i FROM generate_series(1, app.fold(1)) AS g, app.f() AS f, app.customer AS c WHERE c.id = 1;
