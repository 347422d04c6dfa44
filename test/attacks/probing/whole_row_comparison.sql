-- class: probing
-- who: stranger
-- shows: difference
-- proves: comparing rows compares masked ones
SELECT 'ORACLE', a.id, b.id FROM (SELECT id, salary FROM app.customer) AS a
	JOIN (SELECT id, salary FROM app.customer) AS b ON ROW(a.salary) < ROW(b.salary) WHERE b.id = 50 ORDER BY 2;
SELECT 'ORACLE', id FROM (SELECT salary, id FROM app.customer) AS c ORDER BY c;
SELECT 'ORACLE', id, hash_record(c) FROM (SELECT salary, id FROM app.customer) AS c ORDER BY id;
