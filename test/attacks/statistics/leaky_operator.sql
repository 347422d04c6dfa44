-- class: statistics
-- who: stranger
-- proves: the planner hands no statistics to an operator of one's own
CREATE FUNCTION app.leak(text, text) RETURNS boolean LANGUAGE plpgsql STABLE COST 0.0000001 AS
	$$BEGIN RAISE NOTICE 'leak % %', $1, $2; RETURN true; END$$;
CREATE OPERATOR app.<<< (PROCEDURE = app.leak, LEFTARG = text, RIGHTARG = text, RESTRICT = scalarltsel);
CREATE OPERATOR app.=== (PROCEDURE = app.leak, LEFTARG = text, RIGHTARG = text, RESTRICT = eqsel, JOIN = eqjoinsel);
EXPLAIN (COSTS OFF) SELECT FROM app.customer WHERE ssn OPERATOR(app.<<<) 'x' AND plan OPERATOR(app.===) 'y';
EXPLAIN (COSTS OFF) SELECT FROM app.customer AS a, app.customer AS b WHERE a.plan OPERATOR(app.===) b.plan;
SELECT 1 FROM app.customer WHERE ssn OPERATOR(app.<<<) 'x' AND false;
