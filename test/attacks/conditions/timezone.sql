-- class: conditions
-- who: stranger
-- modes: cond
-- proves: the session's time zone does not move the day on which a condition holds
-- @setup
CREATE TABLE app.dated (id int, until date, secret text);
INSERT INTO app.dated SELECT id, (now() AT TIME ZONE 'UTC')::date - 3, ssn FROM app.customer WHERE id > 4;
CREATE TABLE app.grown AS SELECT id, ((now() AT TIME ZONE 'UTC')::date + 3 - interval '13 years')::date AS born, secret FROM app.dated;
GRANT SELECT ON app.dated, app.grown TO PUBLIC;
-- @labels
SECURITY LABEL FOR purpose ON COLUMN app.dated.secret IS
	'ALLOW service; ALLOW research WHEN (until >= current_date); ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN app.grown.secret IS
	'ALLOW service; ALLOW research WHEN (born <= current_date - interval ''13 years''); ELSE NULL';
-- @attack
SET timezone = '<west>+167';
SELECT * FROM app.dated;
SELECT count(secret), max(secret) FROM app.dated;
SET timezone = '<east>-167';
SELECT * FROM app.grown;
SET timezone = 'UTC';
SET plan_cache_mode = force_generic_plan;
PREPARE kept AS SELECT max(secret) FROM app.grown;
EXECUTE kept;
SET timezone = '<east>-167';
EXECUTE kept;
