-- class: functions
-- who: stranger
-- proves: a superuser's rights are no purpose
-- @setup
CREATE FUNCTION app.definer() RETURNS SETOF text LANGUAGE sql SECURITY DEFINER
	SET search_path = pg_catalog AS 'SELECT ssn FROM app.customer';
-- @attack
SELECT * FROM app.definer();
