-- class: probing
-- who: stranger
-- shows: difference
-- proves: rows for which a condition holds are not told apart by hidden values
SELECT 'ORACLE', id FROM app.customer WHERE CASE WHEN NOT consent THEN ssn ELSE 'z' END < '06' ORDER BY id;
SELECT 'ORACLE', id, coalesce(diagnosis, 'none') = 'none', nullif(plan, 'x') IS NULL FROM app.customer ORDER BY id;
SELECT 'ORACLE', id, greatest(salary, 7310060) = salary FROM app.customer ORDER BY id;
