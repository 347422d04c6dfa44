-- class: functions
-- who: stranger
-- proves: procedures read what a query reads, in each of their transactions
-- needs: commit
CREATE PROCEDURE app.p(INOUT v text) LANGUAGE plpgsql AS $$
BEGIN
	SELECT ssn INTO v FROM app.customer WHERE id = 9;
	COMMIT;
	SELECT v || email INTO v FROM app.customer WHERE id = 9;
END $$;
CALL app.p('');
CREATE PROCEDURE app.q() LANGUAGE sql AS 'INSERT INTO app.log (line) SELECT ssn FROM app.customer';
CALL app.q();
TABLE app.log;
