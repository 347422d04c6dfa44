-- class: partitions
-- who: stranger
-- modes: cond
-- proves: a row does not get to a partition where another condition decides about its value
-- @setup
CREATE TABLE app.visit (id int, region text, first boolean, second boolean, secret text)
	PARTITION BY LIST (region);
CREATE TABLE app.visit_a PARTITION OF app.visit FOR VALUES IN ('a');
CREATE TABLE app.visit_b PARTITION OF app.visit FOR VALUES IN ('b');
GRANT ALL ON app.visit, app.visit_a, app.visit_b TO PUBLIC;
INSERT INTO app.visit SELECT id, 'a', false, true, ssn FROM app.customer WHERE id BETWEEN 5 AND 9;
-- @labels
SECURITY LABEL FOR purpose ON COLUMN app.visit_a.secret IS
	'ALLOW service; ALLOW research WHEN (first); ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN app.visit_b.secret IS
	'ALLOW service; ALLOW research WHEN (second); ELSE NULL';
-- @attack
UPDATE app.visit SET region = 'b';
SELECT secret FROM app.visit_b ORDER BY id;
