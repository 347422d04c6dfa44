-- class: functions
-- who: stranger
-- proves: polymorphic aggregates, ordered sets, variadic functions and multiranges are given masked values
CREATE FUNCTION app.leak(VARIADIC anyarray) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
CREATE FUNCTION app.step(anyelement, anyelement) RETURNS anyelement LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'step %', $2; RETURN $2; END$$;
CREATE AGGREGATE app.last(anyelement) (sfunc = app.step, stype = anyelement);
SELECT app.leak(ssn, plan) FROM app.customer;
SELECT app.last(birth), app.last(c) FROM app.customer AS c;
SELECT app.last(salary) OVER (ORDER BY id) FROM app.customer;
SELECT range_agg(int4range(salary, salary + 1)) FROM app.customer;
SELECT mode() WITHIN GROUP (ORDER BY plan) FROM app.customer WHERE id > 4;
