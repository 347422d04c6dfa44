-- class: functions
-- who: stranger
-- proves: the owner's rights are no purpose
-- @setup
SET ROLE attack_owner;
CREATE FUNCTION app.definer() RETURNS SETOF text LANGUAGE sql SECURITY DEFINER
	SET search_path = pg_catalog AS 'SELECT ssn FROM app.customer';
CREATE FUNCTION app.definer2(i int) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
	SET search_path = pg_catalog AS $$BEGIN RETURN (SELECT ssn FROM app.customer WHERE id = i); END$$;
-- @attack
SELECT * FROM app.definer();
SELECT app.definer2(9);
