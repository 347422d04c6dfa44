-- class: leaky
-- who: stranger
-- proves: a cheap function is given masked values on every kind of table
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
SELECT count(*) FROM app.guarded WHERE app.leak(secret);
SELECT count(*) FROM app.typed WHERE app.leak(secret);
SELECT count(*) FROM app.mixed WHERE app.leak(d) AND app.leak(a[1]) AND app.leak((p).first);
SELECT count(*) FROM hr.pay WHERE app.leak(remark);
SELECT count(*) FROM app.customer_mat WHERE app.leak(ssn);
