-- class: leaky
-- who: stranger
-- proves: a cheap function in a condition is given masked values
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
SELECT count(*) FROM app.customer WHERE app.leak(ssn);
SELECT count(*) FROM app.customer WHERE name = 'x' AND app.leak(email);
SELECT count(*) FROM app.customer_barrier WHERE app.leak(ssn);
