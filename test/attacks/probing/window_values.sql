-- class: probing
-- who: stranger
-- proves: window functions hand on masked values
SELECT first_value(ssn) OVER w, lead(email) OVER w, sum(salary) OVER (ORDER BY id ROWS 1 PRECEDING)
FROM app.customer WINDOW w AS (ORDER BY id);
