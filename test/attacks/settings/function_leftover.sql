-- class: settings
-- who: stranger
-- proves: a purpose that a function of another's has left behind is no good to its caller
-- needs: commit
-- @setup
CREATE FUNCTION app.careless() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
	PERFORM set_config('purpose.current', 'service', false);
EXCEPTION WHEN invalid_parameter_value THEN NULL;
END $$;
ALTER FUNCTION app.careless OWNER TO attack_clerk;
-- @attack
SELECT app.careless();
SELECT ssn FROM app.customer;
BEGIN;
SELECT app.careless();
SELECT email FROM app.customer;
COMMIT;
SHOW purpose.current;
SELECT birth FROM app.customer;
