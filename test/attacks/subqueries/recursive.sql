-- class: subqueries
-- who: stranger
-- proves: recursive CTEs hand on masked values
WITH RECURSIVE r (id, s, seen) AS (
	SELECT id, ssn, ARRAY[salary] FROM app.customer WHERE id = 5
	UNION ALL
	SELECT c.id, c.ssn, seen || c.salary FROM r JOIN app.customer AS c ON c.id = r.id + 1 WHERE c.id < 20)
SELECT * FROM r;
WITH RECURSIVE r AS (SELECT id, birth FROM app.customer UNION SELECT id + 1000, birth FROM r WHERE id < 1000)
SEARCH BREADTH FIRST BY birth SET o CYCLE birth SET c USING p
SELECT * FROM r WHERE id > 1004;
