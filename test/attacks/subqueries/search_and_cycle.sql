-- class: subqueries
-- who: stranger
-- proves: SEARCH and CYCLE of a recursive query see masked values
WITH RECURSIVE t(id, s) AS (
	SELECT id, ssn FROM app.customer WHERE id = 50
	UNION ALL
	SELECT c.id, c.ssn FROM t JOIN app.customer AS c ON c.id = t.id + 1)
	SEARCH DEPTH FIRST BY s SET o
	CYCLE s SET looped USING path
SELECT id, o, path FROM t;
WITH RECURSIVE t(id, s) AS (
	SELECT id, email FROM app.customer WHERE id = 50
	UNION ALL
	SELECT c.id, c.email FROM t JOIN app.customer AS c ON c.id = t.id + 1)
	CYCLE s SET looped TO 'y' DEFAULT 'n' USING path
SELECT id, path FROM t;
