-- class: settings
-- who: owner
-- proves: functions of an index do not act for a purpose that ALTER DATABASE SET gives to a maintenance of the superuser's
-- needs: commit
CREATE TABLE app.stolen (v text);
CREATE FUNCTION app.take() RETURNS void LANGUAGE plpgsql VOLATILE AS
	$$BEGIN INSERT INTO app.stolen SELECT ssn FROM app.customer WHERE id > 4 ON CONFLICT DO NOTHING;
	EXCEPTION WHEN OTHERS THEN RAISE WARNING '%', SQLERRM; END$$;
CREATE FUNCTION app.leak(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN PERFORM app.take(); RETURN $1; END$$;
CREATE TABLE app.mine (i int);
CREATE INDEX ON app.mine (app.leak(i));
SELECT format('ALTER DATABASE %I SET purpose.current = ''service''', current_database()) \gexec
INSERT INTO app.mine VALUES (1);
-- @attack super
SET purpose.current = 'service';
ANALYZE app.mine;
-- @attack owner
SELECT * FROM app.stolen LIMIT 3;
