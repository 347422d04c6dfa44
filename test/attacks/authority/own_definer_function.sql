-- class: authority
-- who: stranger
-- proves: a function that sets a purpose needs an owner who may
CREATE FUNCTION app.f() RETURNS text LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
	PERFORM set_config('purpose.current', 'service', true);
	RETURN (SELECT max(ssn) FROM app.customer WHERE id > 4);
EXCEPTION WHEN invalid_parameter_value THEN
	RETURN (SELECT max(ssn) FROM app.customer WHERE id > 4);
END $$;
SELECT app.f();
CREATE FUNCTION app.g() RETURNS text LANGUAGE sql SECURITY DEFINER SET purpose.current = 'service' AS
	'SELECT max(ssn) FROM app.customer WHERE id > 4';
SELECT app.g();
