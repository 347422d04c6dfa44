-- class: leaky
-- who: stranger
-- proves: a function that takes the whole row is given a masked one
CREATE FUNCTION app.leak(app.customer) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
SELECT count(*) FROM app.customer AS c WHERE app.leak(c);
SELECT c.leak FROM app.customer AS c WHERE id = 9;
SELECT count(*) FROM app.customer AS c WHERE app.leak(c.*);
