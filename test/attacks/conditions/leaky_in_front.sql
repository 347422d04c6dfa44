-- class: conditions
-- who: stranger
-- modes: cond
-- proves: the planner puts no function or operator of the user's in front of a condition
CREATE FUNCTION pg_temp.tell(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
	$$BEGIN RAISE NOTICE 'told %', $1; RETURN true; END$$;
CREATE FUNCTION pg_temp.tell2(text, text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
	$$BEGIN RAISE NOTICE 'told % and %', $1, $2; RETURN true; END$$;
CREATE OPERATOR pg_temp.=== (FUNCTION = pg_temp.tell2, LEFTARG = text, RIGHTARG = text);
SELECT count(*) FROM app.customer WHERE pg_temp.tell(ssn);
SELECT count(*) FROM app.customer WHERE consent AND pg_temp.tell(ssn);
SELECT count(*) FROM app.customer WHERE NOT consent AND pg_temp.tell(ssn);
SELECT count(*) FROM app.customer WHERE NOT consent AND (false OR pg_temp.tell(ssn)) AND status = 'new';
SELECT count(*) FROM app.customer WHERE ssn OPERATOR(pg_temp.===) 'x';
SELECT count(*) FROM app.customer AS a JOIN app.customer AS b ON a.ssn OPERATOR(pg_temp.===) b.ssn WHERE a.id = 20 AND b.id > 117;
SELECT count(*) FROM app.customer AS a LEFT JOIN app.customer AS b ON b.id = a.id + 1 AND pg_temp.tell(b.ssn);
SELECT count(*) FILTER (WHERE pg_temp.tell(ssn)) FROM app.customer WHERE NOT consent;
SELECT CASE WHEN pg_temp.tell(ssn) THEN consent END FROM app.customer WHERE id = 50;
SELECT count(*) FROM (SELECT ssn FROM app.customer WHERE NOT consent OFFSET 0) AS s WHERE pg_temp.tell(ssn);
SELECT count(*) FROM app.customer_barrier WHERE pg_temp.tell(ssn);
SELECT count(*) FROM app.customer AS c, LATERAL (SELECT pg_temp.tell(c.ssn)) AS s WHERE NOT c.consent;
SELECT id FROM app.customer ORDER BY pg_temp.tell(ssn), id LIMIT 1;
SELECT count(*) FROM app.customer GROUP BY pg_temp.tell(ssn);
SET enable_seqscan = off;
SELECT count(*) FROM app.customer WHERE salary > 7310000 AND pg_temp.tell(ssn);
SELECT count(*) FROM app.customer WHERE id = 60 AND pg_temp.tell(ssn);
