-- class: statistics
-- who: stranger
-- proves: the planner hands an operator no statistics of views, children or expressions
CREATE FUNCTION app.leak(text, text) RETURNS boolean LANGUAGE plpgsql STABLE COST 0.0000001 AS
	$$BEGIN RAISE NOTICE 'leak % %', $1, $2; RETURN true; END$$;
CREATE OPERATOR app.<<< (PROCEDURE = app.leak, LEFTARG = text, RIGHTARG = text, RESTRICT = scalarltsel);
EXPLAIN (COSTS OFF) SELECT FROM app.customer_view2 WHERE s OPERATOR(app.<<<) 'x';
EXPLAIN (COSTS OFF) SELECT FROM app.customer_mat WHERE ssn OPERATOR(app.<<<) 'x';
EXPLAIN (COSTS OFF) SELECT FROM app.customer WHERE upper(plan) OPERATOR(app.<<<) 'x';
EXPLAIN (COSTS OFF) SELECT FROM app.customer WHERE lower(plan) OPERATOR(app.<<<) 'x';
EXPLAIN (COSTS OFF) SELECT FROM app.payment_2024 WHERE card OPERATOR(app.<<<) 'x';
EXPLAIN (COSTS OFF) SELECT FROM app.person WHERE tax OPERATOR(app.<<<) 'x';
