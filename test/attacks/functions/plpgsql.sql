-- class: functions
-- who: stranger
-- proves: plpgsql's queries are queries, however they are written
CREATE FUNCTION app.f() RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE r app.customer; v text;
BEGIN
	SELECT ssn INTO v FROM app.customer WHERE id = 9;
	RETURN NEXT v;
	v := (SELECT max(email) FROM app.customer WHERE id > 4);
	RETURN NEXT v;
	FOR r IN SELECT * FROM app.customer LOOP RETURN NEXT r.birth; END LOOP;
	EXECUTE 'SELECT ssn FROM app.customer WHERE id = $1' INTO v USING 10;
	RETURN NEXT v;
	RETURN QUERY SELECT salary::text FROM app.customer;
END $$;
SELECT * FROM app.f();
