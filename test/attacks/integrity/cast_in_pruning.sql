-- class: integrity
-- who: stranger
-- proves: a cast that runs as a query of referential integrity starts has no exemption
CREATE TYPE app.kind AS ENUM ('one', 'two');
CREATE FUNCTION app.leak(app.kind) RETURNS int LANGUAGE plpgsql STABLE AS $$
BEGIN
	RAISE NOTICE 'leak %', (SELECT string_agg(ssn, ' ') FROM app.customer);
	RETURN 1;
END $$;
CREATE CAST (app.kind AS int) WITH FUNCTION app.leak(app.kind) AS IMPLICIT;
CREATE TABLE app.target (id int PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE app.target1 PARTITION OF app.target FOR VALUES FROM (0) TO (10);
CREATE TABLE app.target2 PARTITION OF app.target FOR VALUES FROM (10) TO (20);
INSERT INTO app.target VALUES (1), (11);
CREATE TABLE app.mine (k app.kind REFERENCES app.target (id));
INSERT INTO app.mine VALUES ('one');
SET plan_cache_mode = force_generic_plan;
INSERT INTO app.mine VALUES ('two');
