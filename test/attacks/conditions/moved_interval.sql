-- class: conditions
-- who: stranger
-- modes: cond
-- proves: neither the zone nor formats of the session move what a condition compares
-- @setup
CREATE TABLE app.kept AS SELECT id, ((now() AT TIME ZONE 'UTC')::date - 3)::timestamp AT TIME ZONE 'UTC' AS seen, ssn AS secret
	FROM app.customer WHERE id > 4;
CREATE TABLE app.filed AS SELECT id, ((now() AT TIME ZONE 'UTC')::date - 3) AS day, ssn AS secret FROM app.customer WHERE id > 4;
GRANT SELECT ON app.kept, app.filed TO PUBLIC;
-- @labels
SECURITY LABEL FOR purpose ON COLUMN app.kept.secret IS
	'ALLOW service; ALLOW research WHEN (date_trunc(''day'', seen) >= current_date OR seen::date > current_date); ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN app.filed.secret IS
	'ALLOW service; ALLOW research WHEN (day >= now() OR day > localtimestamp); ELSE NULL';
-- @attack
SET timezone = '<west>+167';
SELECT * FROM app.kept;
SELECT * FROM app.filed;
SET timezone = '<east>-167';
SELECT * FROM app.kept;
SELECT * FROM app.filed;
