-- class: conditions
-- who: stranger
-- modes: cond
-- proves: no temporary table stands in for one that a condition's function reads
-- @setup
CREATE TABLE app.agreement AS SELECT id AS customer FROM app.customer WHERE id < 5;
CREATE FUNCTION app.agreed(int) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = app AS
	$$BEGIN RETURN EXISTS (SELECT FROM agreement WHERE customer = $1); END$$;
-- @labels
SET check_function_bodies = off;
SECURITY LABEL FOR purpose ON COLUMN app.customer.ssn IS 'ALLOW service; ALLOW research WHEN (app.agreed(id)); ELSE NULL';
RESET check_function_bodies;
-- @attack
CREATE TEMP TABLE agreement AS SELECT id AS customer FROM app.customer;
GRANT SELECT ON agreement TO PUBLIC;
SELECT id, ssn FROM app.customer ORDER BY id;
