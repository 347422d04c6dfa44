-- class: leaky
-- who: stranger
-- proves: the order in which conditions are evaluated gives no function raw values
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
SELECT count(*) FROM (SELECT * FROM app.customer WHERE consent OFFSET 0) AS c WHERE app.leak(ssn);
SELECT count(*) FROM app.customer WHERE app.leak(ssn) AND consent;
SELECT count(*) FROM app.customer GROUP BY consent, ssn HAVING app.leak(ssn);
