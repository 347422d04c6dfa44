-- class: views
-- who: stranger
-- proves: temporary and recursive views give no more than the table
CREATE TEMP VIEW v AS SELECT ssn FROM app.customer;
TABLE v;
CREATE RECURSIVE VIEW pg_temp.r (n, s) AS
	SELECT 5, (SELECT ssn FROM app.customer WHERE id = 5)
	UNION ALL SELECT n + 1, (SELECT ssn FROM app.customer AS c WHERE c.id = n + 1) FROM r WHERE n < 20;
TABLE pg_temp.r;
