-- class: masks
-- who: owner
-- modes: cond
-- purpose: research
-- proves: a condition does not depend on how names are quoted
SET quote_all_identifiers = on;
SELECT secret FROM app.quoted;
-- @setup
SET ROLE attack_owner;
CREATE TABLE app.quoted (id int, secret text);
RESET ROLE;
INSERT INTO app.quoted SELECT id, secret FROM app.guarded WHERE NOT consent;
-- @labels
SET check_function_bodies = off;
SECURITY LABEL FOR purpose ON COLUMN app.quoted.secret IS
	'ALLOW research WHEN (format(''%I'', ''x'' || id::text) LIKE ''"%''); ELSE NULL';
