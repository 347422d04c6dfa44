-- class: masks
-- who: stranger
-- proves: a temporary table is not what a sub-select in a mask reads
-- @labels
SET check_function_bodies = off;
SELECT pg_temp.label('app.customer', 'ssn', '(SELECT max(v) FROM lookup WHERE k = ssn)');
-- @attack
CREATE FUNCTION pg_temp.leak(text, text) RETURNS boolean LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak % %', $1, $2; RETURN true; END$$;
CREATE TEMP TABLE lookup AS SELECT ''::text AS k, 'x'::text AS v;
GRANT ALL ON lookup TO PUBLIC;
SELECT ssn FROM app.customer;
DROP TABLE lookup;
CREATE TEMP VIEW lookup AS SELECT c.ssn AS k, c.ssn AS v FROM app.customer AS c;
GRANT ALL ON lookup TO PUBLIC;
SELECT ssn FROM app.customer;
