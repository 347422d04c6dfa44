-- class: statistics
-- who: stranger
-- proves: statements that are planned but not run leak nothing either
CREATE FUNCTION app.leak(text, text) RETURNS boolean LANGUAGE plpgsql STABLE COST 0.0000001 AS
	$$BEGIN RAISE NOTICE 'leak % %', $1, $2; RETURN true; END$$;
CREATE OPERATOR app.<<< (PROCEDURE = app.leak, LEFTARG = text, RIGHTARG = text, RESTRICT = scalarltsel);
EXPLAIN (COSTS OFF) UPDATE app.customer SET name = '' WHERE ssn OPERATOR(app.<<<) 'x';
EXPLAIN (COSTS OFF) DELETE FROM app.customer WHERE ssn OPERATOR(app.<<<) 'x';
PREPARE p AS SELECT id FROM app.customer WHERE ssn OPERATOR(app.<<<) 'x';
EXPLAIN (COSTS OFF) EXECUTE p;
EXPLAIN (COSTS OFF) MERGE INTO app.customer USING app.city ON ssn OPERATOR(app.<<<) country WHEN MATCHED THEN DELETE;
