-- class: authority
-- who: clerk
-- proves: a cursor opened with one role's authority gives nothing to another role
-- @setup
SELECT 1;
-- @attack clerk
DO $$BEGIN PERFORM set_config('purpose.current', 'service', true); EXCEPTION WHEN invalid_parameter_value THEN NULL; END$$;
DECLARE c CURSOR FOR SELECT ssn FROM app.customer ORDER BY id DESC;
-- @attack stranger
FETCH 3 FROM c;
