-- class: subqueries
-- who: stranger
-- shows: difference
-- proves: arguments of TABLESAMPLE are expressions like others
SELECT 'ORACLE', count(*) FROM app.orders TABLESAMPLE bernoulli ((SELECT left(ssn, 3)::int % 100 FROM app.customer WHERE id = 9)) REPEATABLE (1);
SELECT 'ORACLE', count(*) FROM app.orders TABLESAMPLE system (100) REPEATABLE ((SELECT salary FROM app.customer WHERE id = 9)),
	(SELECT salary - 7310000 AS s FROM app.customer WHERE id = 9) AS t WHERE orders.id < s;
