-- class: probing
-- who: stranger
-- shows: difference
-- proves: no group is made of hidden values
SELECT 'ORACLE', count(*) FROM app.customer GROUP BY plan ORDER BY 2;
SELECT 'ORACLE', count(DISTINCT plan), min(id) FROM app.customer GROUP BY salary / 40 ORDER BY 2, 3;
SELECT 'ORACLE', count(*) FROM app.customer GROUP BY GROUPING SETS ((plan), (status, plan), ()) ORDER BY 2;
SELECT DISTINCT ON (plan) 'ORACLE', id FROM app.customer ORDER BY plan, id;
