-- class: subqueries
-- who: stranger
-- proves: every branch of a set operation is looked at
SELECT name FROM app.customer WHERE id < 3 UNION ALL SELECT ssn FROM app.customer;
SELECT ''::text EXCEPT SELECT email FROM app.customer;
SELECT ssn FROM app.customer EXCEPT SELECT '';
SELECT id, salary FROM app.customer INTERSECT SELECT id, salary FROM app.customer ORDER BY 2;
