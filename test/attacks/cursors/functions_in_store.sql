-- class: cursors
-- who: clerk
-- proves: what functions have read for a cursor is not fetched after a change of purpose
CREATE FUNCTION app.rows() RETURNS SETOF text LANGUAGE plpgsql AS
	$$BEGIN RETURN QUERY SELECT ssn FROM app.customer ORDER BY id DESC; END$$;
CREATE FUNCTION app.one(i int) RETURNS text LANGUAGE plpgsql AS
	$$BEGIN RETURN (SELECT ssn FROM app.customer WHERE id = i); END$$;
CREATE PROCEDURE app.go(statement text) LANGUAGE plpgsql AS $$
DECLARE c refcursor := 'opened'; r record;
BEGIN
	BEGIN
		PERFORM set_config('purpose.current', 'service', true);
	EXCEPTION WHEN invalid_parameter_value THEN NULL;
	END;
	OPEN c FOR EXECUTE statement;
	FETCH c INTO r;
	PERFORM set_config('purpose.current', '', true);
END $$;
CREATE PROCEDURE app.fetch() LANGUAGE plpgsql AS
	$$DECLARE c refcursor := 'opened'; r text; BEGIN FETCH c INTO r; RAISE NOTICE 'got %', r; END$$;
SAVEPOINT a;
CALL app.go('SELECT * FROM app.rows()');
FETCH 3 FROM opened;
ROLLBACK TO a;
CALL app.go('SELECT * FROM app.rows()');
CALL app.fetch();
ROLLBACK TO a;
-- sorted after it was read
CALL app.go('SELECT app.one(i) FROM generate_series(50, 60) AS i ORDER BY 1');
FETCH 3 FROM opened;
ROLLBACK TO a;
CALL app.go('SELECT app.one(i) FROM generate_series(50, 60) AS i ORDER BY 1');
CALL app.fetch();
ROLLBACK TO a;
-- rows that a statement returns, and those of a cursor that is held
CREATE TABLE app.mine (i int);
INSERT INTO app.mine SELECT generate_series(50, 60);
CALL app.go('UPDATE app.mine SET i = i RETURNING app.one(i)');
CALL app.fetch();
