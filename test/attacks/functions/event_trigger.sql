-- class: functions
-- who: super
-- proves: an event trigger is no other session
CREATE FUNCTION app.leak() RETURNS event_trigger LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE '%', (SELECT string_agg(ssn, ' ') FROM app.customer); END$$;
CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION app.leak();
CREATE TABLE app.mine (i int);
