-- class: explain
-- who: stranger
-- proves: a plan shows no values that it folded in
EXPLAIN (VERBOSE, COSTS OFF) SELECT id, (SELECT max(ssn) FROM app.customer) FROM app.customer WHERE id > 100;
CREATE FUNCTION app.f() RETURNS text LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RETURN (SELECT max(ssn) FROM app.customer WHERE id > 4); END$$;
EXPLAIN (VERBOSE, COSTS OFF) SELECT id FROM app.city, app.orders WHERE item = app.f();
SELECT app.f();
