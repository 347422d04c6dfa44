-- class: probing
-- who: stranger
-- shows: difference
-- proves: no join finds rows by hidden values
CREATE TEMP TABLE guess AS SELECT lpad(i::text, 3, '0') || '%' AS p, 7310000 + i AS n FROM generate_series(1, 60) AS i;
SELECT 'ORACLE', c.id FROM app.customer AS c JOIN guess AS g ON c.ssn LIKE g.p ORDER BY 2;
SELECT 'ORACLE', c.id FROM app.customer AS c JOIN guess AS g ON c.salary = g.n ORDER BY 2;
SELECT 'ORACLE', count(*) FROM app.customer AS c RIGHT JOIN guess AS g ON c.salary = g.n;
SELECT 'ORACLE', a.id, b.id FROM app.customer AS a JOIN app.customer AS b USING (plan) WHERE a.id IN (5, 30) ORDER BY 2, 3;
SELECT 'ORACLE', count(*) FROM app.customer AS a NATURAL JOIN (SELECT plan FROM app.customer) AS b;
