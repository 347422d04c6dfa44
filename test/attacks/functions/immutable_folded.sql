-- class: functions
-- who: stranger
-- proves: a function that is run by the planner reads what a query reads
CREATE FUNCTION app.get() RETURNS text LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RETURN (SELECT string_agg(ssn, ' ') FROM app.customer); END$$;
SELECT app.get();
EXPLAIN (COSTS OFF) SELECT 1 FROM app.city WHERE name = app.get();
CREATE TABLE app.mine (v text DEFAULT app.get(), CHECK (v <> app.get()));
INSERT INTO app.mine DEFAULT VALUES;
