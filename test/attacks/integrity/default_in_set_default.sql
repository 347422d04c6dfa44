-- class: integrity
-- who: stranger
-- proves: defaults and checks that a cascade evaluates are not exempt
CREATE FUNCTION app.leak() RETURNS int LANGUAGE plpgsql STABLE AS $$
BEGIN
	RAISE NOTICE 'leak %', (SELECT string_agg(ssn, ' ') FROM app.customer);
	RETURN 1;
EXCEPTION WHEN insufficient_privilege THEN
	RETURN 1;
END $$;
CREATE TABLE app.mine (c int DEFAULT app.leak() REFERENCES app.customer ON DELETE SET DEFAULT,
	CHECK (app.leak() = 1));
INSERT INTO app.mine VALUES (50);
DELETE FROM app.customer WHERE id = 50;
