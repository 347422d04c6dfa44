-- class: probing
-- who: stranger
-- shows: difference
-- proves: windows neither partition nor order by hidden values
SELECT 'ORACLE', id, rank() OVER (ORDER BY salary) FROM app.customer ORDER BY id;
SELECT 'ORACLE', id, count(*) OVER (PARTITION BY plan) FROM app.customer ORDER BY id;
SELECT 'ORACLE', id, lag(id) OVER (ORDER BY ssn ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM app.customer ORDER BY id;
