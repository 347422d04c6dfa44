-- class: conditions
-- who: stranger
-- modes: cond
-- proves: of conditions that children and parents have, all are asked, whichever way one comes
-- @labels
SECURITY LABEL FOR purpose ON COLUMN app.payment.card IS NULL;
SECURITY LABEL FOR purpose ON COLUMN app.payment.amount IS 'ALLOW service; ALLOW research WHEN (true); ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN app.payment_2023.card IS 'ALLOW service; ALLOW research WHEN (consent); ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN app.payment_2023.amount IS 'ALLOW service; ALLOW research WHEN (payment_2023.consent); ELSE MASK WITH (0)';
SECURITY LABEL FOR purpose ON COLUMN app.payment_2024.card IS 'ALLOW service; ALLOW research WHEN (consent AND id < 0); ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN app.payment_2024.amount IS 'ALLOW service; ALLOW research WHEN (payment_2024.consent); ELSE MASK WITH (0)';
SECURITY LABEL FOR purpose ON COLUMN app.payment_rest.card IS 'ALLOW service; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN app.payment_rest.amount IS 'ALLOW service; ALLOW research WHEN (payment_rest.consent); ELSE MASK WITH (0)';
SECURITY LABEL FOR purpose ON COLUMN app.person.tax IS NULL;
SECURITY LABEL FOR purpose ON COLUMN app.manager.tax IS 'ALLOW service; ALLOW research WHEN (consent AND bonus > 0); ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN app.employee.tax IS
	'ALLOW service; ALLOW research WHEN (EXISTS (SELECT FROM app.employee AS e WHERE e.id = employee.id AND e.consent)); ELSE NULL';
SECURITY LABEL FOR purpose ON TABLE app.person IS 'ALLOW service; ALLOW research WHEN (consent); ELSE NULL';
-- @attack
SELECT * FROM app.payment ORDER BY id;
SELECT * FROM app.payment_2023 ORDER BY id;
SELECT * FROM app.payment_2024 ORDER BY 1;
SELECT p FROM app.payment_2024 AS p;
SELECT to_jsonb(p) FROM app.payment AS p;
SELECT id FROM app.payment WHERE amount > 7310000 OR card LIKE '%ZEB' || 'RA%';
SELECT * FROM app.payment TABLESAMPLE SYSTEM (100);
COPY (SELECT * FROM app.payment) TO stdout;
UPDATE app.payment SET consent = consent WHERE id = 7 RETURNING *;
SELECT * FROM app.person;
SELECT * FROM app.employee;
SELECT * FROM app.manager;
SELECT * FROM ONLY app.person;
SELECT * FROM ONLY app.employee;
SELECT tax FROM app.person WHERE tax > '0';
