-- class: conditions
-- who: stranger
-- modes: cond
-- from: 18
-- proves: a time zone of the session's own, named like the one in a condition, does not take its place
-- @setup
CREATE TABLE app.grown AS SELECT id, ((now() AT TIME ZONE 'UTC')::date + 3 - interval '13 years')::date AS born, ssn AS secret
	FROM app.customer WHERE id > 4;
GRANT SELECT ON app.grown TO PUBLIC;
-- @labels
SECURITY LABEL FOR purpose ON COLUMN app.grown.secret IS
	'ALLOW service; ALLOW research WHEN (born <= (now() AT TIME ZONE ''UTC'')::date - interval ''13 years''); ELSE NULL';
-- @attack
SET timezone = '<UTC>-167';
SELECT * FROM app.grown;
SET timezone = '<UTC>+167';
SELECT * FROM app.grown;
