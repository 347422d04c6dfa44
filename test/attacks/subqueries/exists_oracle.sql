-- class: subqueries
-- who: stranger
-- shows: difference
-- proves: EXISTS, IN, ANY and ALL do not compare hidden values
SELECT 'ORACLE', g, EXISTS (SELECT FROM app.customer WHERE id = 7 AND substr(ssn, 3, 1) = g::text),
	g::text IN (SELECT substr(ssn, 3, 1) FROM app.customer WHERE id = 8),
	g::text = ANY (SELECT substr(ssn, 2, 1) FROM app.customer WHERE id = 9),
	'00' || g > ALL (SELECT ssn FROM app.customer WHERE id = 10)
FROM generate_series(0, 9) AS g;
