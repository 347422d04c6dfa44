-- class: probing
-- who: stranger
-- from: 19
-- proves: IGNORE NULLS works on what the query shows
SELECT first_value(ssn) IGNORE NULLS OVER (ORDER BY id), lag(salary) IGNORE NULLS OVER (ORDER BY id) FROM app.customer;
SELECT nth_value(c, 2) RESPECT NULLS OVER (ORDER BY id) FROM app.customer AS c;
