-- class: functions
-- who: stranger
-- proves: no statement of plpgsql reads more than a query does
DO $$DECLARE v text; BEGIN SELECT ssn INTO v FROM app.customer WHERE id = 9; RAISE NOTICE '%', v; END$$;
DO $$DECLARE v text; BEGIN EXECUTE 'SELECT ssn FROM app.customer WHERE id = 9' INTO v; RAISE NOTICE '%', v; END$$;
DO $$DECLARE r record; BEGIN FOR r IN SELECT ssn, email FROM app.customer LOOP RAISE NOTICE '%', r; END LOOP; END$$;
DO $$DECLARE v text; BEGIN v := ssn FROM app.customer WHERE id = 9; RAISE NOTICE '%', v; END$$;
DO $$BEGIN IF (SELECT ssn FROM app.customer WHERE id = 9) IS NOT NULL THEN RAISE '%', (SELECT ssn FROM app.customer WHERE id = 9); END IF; END$$;
DO $$DECLARE c CURSOR FOR SELECT ssn FROM app.customer; BEGIN FOR r IN c LOOP RAISE NOTICE '%', r; END LOOP; END$$;
DO $$BEGIN ASSERT false, (SELECT ssn FROM app.customer WHERE id = 9); END$$;
