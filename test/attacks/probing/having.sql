-- class: probing
-- who: stranger
-- shows: difference
-- proves: HAVING and FILTER test masked values
SELECT 'ORACLE', city FROM app.customer GROUP BY city HAVING min(ssn) < '004' ORDER BY city;
SELECT 'ORACLE', city, count(*) FILTER (WHERE salary < 7310060) FROM app.customer GROUP BY city ORDER BY city;
