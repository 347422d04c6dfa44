-- class: probing
-- who: stranger
-- shows: difference
-- proves: LIMIT WITH TIES, DISTINCT ON, grouping sets and operators of ORDER BY choose rows by masked values
SELECT id FROM app.customer WHERE id > 4 ORDER BY plan FETCH FIRST 1 ROW WITH TIES;
SELECT DISTINCT ON (city) city, id FROM app.customer WHERE id > 4 ORDER BY city, salary;
SELECT count(*) FROM app.customer WHERE id > 4 GROUP BY GROUPING SETS ((plan), ()) ORDER BY 1;
SELECT id FROM app.customer WHERE id > 4 ORDER BY ssn USING >;
SELECT id, lag(id) OVER (ORDER BY birth RANGE BETWEEN '1 day' PRECEDING AND CURRENT ROW) FROM app.customer WHERE id > 4 ORDER BY id;
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY salary) - max(salary) FROM app.customer WHERE id > 4;
