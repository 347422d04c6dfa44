-- class: subqueries
-- who: stranger
-- proves: names of joins and what USING merges are followed
SELECT j FROM (app.customer AS a JOIN app.orders AS o ON o.customer = a.id) AS j;
SELECT x.ssn, ssn FROM app.account JOIN app.loan USING (ssn) AS x;
SELECT ssn FROM app.account FULL JOIN app.loan USING (ssn);
SELECT j.ssn FROM (app.account NATURAL JOIN app.loan) AS j;
