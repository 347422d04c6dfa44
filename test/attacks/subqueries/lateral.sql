-- class: subqueries
-- who: stranger
-- proves: LATERAL, its functions, and sub-selects in joins are followed
SELECT x.* FROM app.customer AS c, LATERAL (SELECT c.ssn || '' AS y) AS x;
SELECT x FROM app.customer AS c, LATERAL unnest(ARRAY[c.ssn, c.email]) AS x;
SELECT m[1] FROM app.customer AS c, LATERAL regexp_matches(c.ssn, '.*') AS m;
SELECT s.* FROM app.city LEFT JOIN LATERAL (SELECT salary FROM app.customer AS c WHERE c.city = city.name) AS s ON true;
