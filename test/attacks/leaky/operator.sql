-- class: leaky
-- who: stranger
-- proves: an operator of one's own is given masked values
CREATE FUNCTION app.leak(text, text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
	$$BEGIN RAISE NOTICE 'leak % %', $1, $2; RETURN true; END$$;
CREATE OPERATOR app.<<< (PROCEDURE = app.leak, LEFTARG = text, RIGHTARG = text, RESTRICT = scalarltsel, JOIN = eqjoinsel);
SELECT count(*) FROM app.customer WHERE ssn OPERATOR(app.<<<) '';
SELECT count(*) FROM app.city AS c JOIN app.customer AS k ON c.name OPERATOR(app.<<<) k.ssn;
SELECT count(*) FROM app.city WHERE name OPERATOR(app.<<<) ANY (SELECT ssn FROM app.customer);
