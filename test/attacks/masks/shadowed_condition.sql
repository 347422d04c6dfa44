-- class: masks
-- who: stranger
-- proves: operators of a condition are not the caller's
-- purpose: research
-- @labels
SECURITY LABEL FOR purpose ON COLUMN app.customer.ssn IS 'ALLOW service; ALLOW research WHEN (city = ''city 9''); ELSE NULL';
-- @attack
CREATE SCHEMA evil;
CREATE FUNCTION evil.yes(text, text) RETURNS boolean LANGUAGE plpgsql AS $$BEGIN RETURN true; END$$;
CREATE OPERATOR evil.= (PROCEDURE = evil.yes, LEFTARG = text, RIGHTARG = text);
SET search_path = evil, pg_catalog, app;
SELECT ssn FROM customer;
