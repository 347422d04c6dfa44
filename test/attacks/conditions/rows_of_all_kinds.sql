-- class: conditions
-- who: stranger
-- modes: cond
-- proves: with row locks, samples, recursion and row security, conditions are asked of each row
SELECT ssn FROM app.customer FOR UPDATE;
SELECT ssn FROM app.customer FOR SHARE SKIP LOCKED;
SELECT ssn FROM app.customer TABLESAMPLE BERNOULLI (100) REPEATABLE (1);
SELECT ssn FROM app.customer WHERE ctid IN (SELECT ctid FROM app.customer);
SELECT DISTINCT ON (ssn) ssn, id FROM app.customer ORDER BY ssn, id DESC;
SELECT max(ssn) OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND CURRENT ROW) FROM app.customer;
WITH RECURSIVE r AS (SELECT id, ssn FROM app.customer WHERE id = 5
	UNION SELECT c.id, c.ssn FROM app.customer AS c JOIN r ON c.id = r.id + 1) SELECT * FROM r;
SELECT ssn FROM app.customer EXCEPT SELECT ssn FROM app.customer WHERE consent;
SELECT secret FROM app.guarded;
SELECT (SELECT c.ssn) FROM app.customer AS c;
SELECT (c.*).ssn FROM app.customer AS c;
SELECT ssn_upper FROM app.customer;
SELECT g.secret FROM app.guarded AS g FULL JOIN app.customer AS c ON c.id = g.id AND c.consent;
UPDATE app.customer SET consent = true WHERE id = 50 RETURNING id, ssn, customer;
DELETE FROM app.guarded WHERE id = 20 RETURNING secret;
