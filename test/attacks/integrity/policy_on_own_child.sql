-- class: integrity
-- who: stranger
-- proves: conditions, keys and index expressions of the referencing table are not exempt
CREATE FUNCTION app.leak(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
	RAISE NOTICE 'leak %', (SELECT string_agg(ssn, ' ') FROM app.customer);
	RETURN 1;
EXCEPTION WHEN insufficient_privilege THEN
	RETURN 1;
END $$;
CREATE TABLE app.mine (c int REFERENCES app.customer ON UPDATE CASCADE,
	g int GENERATED ALWAYS AS (app.leak(c)) STORED) PARTITION BY RANGE (app.leak(c));
CREATE TABLE app.mine1 PARTITION OF app.mine FOR VALUES FROM (0) TO (10);
CREATE INDEX ON app.mine1 (app.leak(c));
CREATE POLICY p ON app.mine USING (app.leak(c) = 1);
ALTER TABLE app.mine ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
INSERT INTO app.mine VALUES (50);
UPDATE app.customer SET id = 500 WHERE id = 50;
