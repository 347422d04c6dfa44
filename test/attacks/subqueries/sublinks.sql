-- class: subqueries
-- who: stranger
-- proves: sub-selects in output lists, correlated or not, give no values
SELECT id, (SELECT c.ssn) FROM app.customer AS c;
SELECT (SELECT (SELECT (SELECT c.email))) FROM app.customer AS c;
SELECT o.id, (SELECT ssn FROM app.customer WHERE id = o.customer) FROM app.orders AS o;
SELECT (SELECT ROW(c.*) FROM app.customer AS c WHERE id = 7)::text;
