-- class: functions
-- who: super
-- proves: event triggers of all events read as their session does, also in the middle of a table's rewriting
CREATE FUNCTION app.leak() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE NOTICE '% %', TG_EVENT, (SELECT string_agg(ssn || plan, ' ') FROM app.customer);
EXCEPTION WHEN insufficient_privilege THEN
	RAISE NOTICE '% refused', TG_EVENT;
END $$;
CREATE EVENT TRIGGER a ON ddl_command_start EXECUTE FUNCTION app.leak();
CREATE EVENT TRIGGER b ON sql_drop EXECUTE FUNCTION app.leak();
CREATE EVENT TRIGGER c ON table_rewrite EXECUTE FUNCTION app.leak();
CREATE TABLE app.mine (i int);
ALTER TABLE app.mine ALTER i TYPE bigint;
DROP TABLE app.mine;
REFRESH MATERIALIZED VIEW app.customer_mat;
