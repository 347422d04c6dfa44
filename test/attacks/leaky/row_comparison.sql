-- class: leaky
-- who: stranger
-- proves: an operator that compares rows is given masked ones
CREATE FUNCTION app.leak(app.customer, app.customer) RETURNS boolean LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
CREATE OPERATOR app.=== (PROCEDURE = app.leak, LEFTARG = app.customer, RIGHTARG = app.customer);
SELECT count(*) FROM app.customer AS a, app.customer AS b WHERE a.id = b.id AND a OPERATOR(app.===) b;
