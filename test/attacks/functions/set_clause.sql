-- class: functions
-- who: stranger
-- proves: settings that a function sets for itself change nothing for it
CREATE FUNCTION app.read() RETURNS SETOF text LANGUAGE sql
	SET row_security = off SET work_mem = 100 AS 'SELECT ssn FROM app.customer';
SELECT app.read();
CREATE FUNCTION app.read2() RETURNS SETOF text LANGUAGE sql
	SET search_path = app SET plan_cache_mode = force_generic_plan AS 'SELECT plan || ssn FROM customer';
SELECT app.read2();
SELECT app.read2();
