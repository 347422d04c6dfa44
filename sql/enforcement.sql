--
-- purpose.enforcement: on, report, off, and who may choose.
--
-- It is no matter of privileges on tables: an owner and a superuser are
-- restricted like everybody as long as it is on.
--
CREATE SCHEMA enforcement;
SET search_path = enforcement, pg_catalog;
CREATE ROLE regress_enforcement_owner;
CREATE ROLE regress_enforcement_user;
CREATE ROLE regress_enforcement_dpo;
CREATE ROLE regress_enforcement_backup;
GRANT CREATE, USAGE ON SCHEMA enforcement TO regress_enforcement_owner;
GRANT USAGE ON SCHEMA enforcement TO PUBLIC;
INSERT INTO purpose.vocabulary (name) VALUES ('enforcement_care'),
  ('enforcement_research');
SECURITY LABEL FOR purpose ON ROLE regress_enforcement_dpo IS 'ADMINISTER';
SECURITY LABEL FOR purpose ON ROLE regress_enforcement_owner IS
  'DECLARE enforcement_research';

SET ROLE regress_enforcement_owner;
CREATE TABLE patient (id int PRIMARY KEY, name text, ssn text, ward int);
INSERT INTO patient VALUES (1, 'Alice', '111', 10), (2, 'Bob', '222', 20);
GRANT SELECT, UPDATE, DELETE ON patient TO regress_enforcement_user,
  regress_enforcement_dpo, regress_enforcement_backup;
RESET ROLE;
SECURITY LABEL FOR purpose ON COLUMN patient.name IS
  'ALLOW enforcement_care; ELSE MASK WITH (left(name, 1))';
SECURITY LABEL FOR purpose ON COLUMN patient.ssn IS 'ALLOW enforcement_care';

-- It is on unless somebody says otherwise.
SHOW purpose.enforcement;

-- The superuser, the owner, and who administers purposes are restricted too.
SELECT id, name FROM patient ORDER BY id;
SELECT ssn FROM patient;
SET ROLE regress_enforcement_owner;
SELECT id, name FROM patient ORDER BY id;
SELECT ssn FROM patient;
SET purpose.current = 'enforcement_research';
SELECT id, name FROM patient ORDER BY id;
SELECT ssn FROM patient;
RESET purpose.current;
SET ROLE regress_enforcement_dpo;
SELECT id, name FROM patient ORDER BY id;
SELECT ssn FROM patient;

--
-- Who may change it: superusers, and to whom they grant that.
--
SET ROLE regress_enforcement_owner;
SET purpose.enforcement = off;
SET purpose.enforcement = report;
SET LOCAL purpose.enforcement = off;
SELECT set_config('purpose.enforcement', 'off', false);
ALTER ROLE regress_enforcement_owner SET purpose.enforcement = off;
CREATE FUNCTION off() RETURNS bigint LANGUAGE sql SET purpose.enforcement = off
AS 'SELECT count(ssn) FROM enforcement.patient';
SELECT ssn FROM patient;
SET ROLE regress_enforcement_dpo;
SET purpose.enforcement = off;
UPDATE pg_settings SET setting = 'off' WHERE name = 'purpose.enforcement';
SHOW purpose.enforcement;
RESET ROLE;
-- the same for the log and the developers' tool
SET ROLE regress_enforcement_user;
SET purpose.log_decisions = none;
SET purpose.debug_wrap_all = on;
RESET ROLE;
GRANT SET ON PARAMETER purpose.enforcement TO regress_enforcement_backup;
SET ROLE regress_enforcement_backup;
SET purpose.enforcement = off;
SELECT * FROM patient ORDER BY id;
RESET purpose.enforcement;
SELECT * FROM patient ORDER BY id;
RESET ROLE;
REVOKE SET ON PARAMETER purpose.enforcement FROM regress_enforcement_backup;
SET ROLE regress_enforcement_backup;
SET purpose.enforcement = off;
RESET ROLE;
-- a function that a superuser made may bring its own mode, until it ends
CREATE FUNCTION counted_off() RETURNS bigint LANGUAGE sql SECURITY DEFINER
SET purpose.enforcement = off
AS 'SELECT count(ssn) FROM enforcement.patient';
SET ROLE regress_enforcement_user;
SELECT counted_off();
SELECT count(ssn) FROM patient;
RESET ROLE;
-- what is no mode
SET purpose.enforcement = 'maybe';
SET purpose.enforcement = '';
SET purpose.no_such_setting = 1;

--
-- off: as if there were no labels.
--
SET purpose.enforcement = off;
SELECT * FROM patient ORDER BY id;
SELECT id FROM patient WHERE name = 'Alice';
COPY patient TO stdout;
BEGIN;
UPDATE patient SET name = 'Eve', ssn = '0' WHERE ssn = '111' RETURNING *;
DELETE FROM patient WHERE name = 'Bob';
INSERT INTO patient SELECT id + 10, name, ssn FROM patient;
SELECT * FROM patient ORDER BY id;
ROLLBACK;
CREATE INDEX patient_lower ON patient (lower(name));
DROP INDEX patient_lower;
-- A purpose can be declared; it does not matter.
SET purpose.current = 'enforcement_research';
SELECT name, ssn FROM patient ORDER BY id;
-- Privileges, though, are none of this setting's business ...
REVOKE SELECT ON patient FROM regress_enforcement_user;
SET ROLE regress_enforcement_user;
SELECT name FROM patient;
RESET ROLE;
GRANT SELECT ON patient TO regress_enforcement_user;
-- ... nor is who may write labels and the vocabulary.
SET ROLE regress_enforcement_owner;
SECURITY LABEL FOR purpose ON COLUMN patient.ssn IS NULL;
INSERT INTO purpose.vocabulary (name) VALUES ('enforcement_mine');
RESET ROLE;
RESET purpose.current;

--
-- report: nothing is blocked or masked; what would have been is logged.
--
SET purpose.enforcement = report;
SET purpose.current = 'enforcement_research';
SELECT * FROM patient ORDER BY id;
COPY patient (id, ssn) TO stdout;
-- (the log is that of the server: the client is told nothing of it)
SET client_min_messages = log;
SELECT id, name, ssn FROM patient ORDER BY id;
SELECT id FROM patient ORDER BY id;
UPDATE patient SET name = name WHERE id = 1;
DELETE FROM patient WHERE ssn IS NULL;
RESET client_min_messages;
-- so too with row_security off
SET row_security = off;
SELECT name FROM patient ORDER BY id;
RESET row_security;
-- a purpose that the role may not declare is no hindrance either
RESET purpose.current;
SET purpose.current = 'enforcement_care';
SET ROLE regress_enforcement_user;
SELECT id, ssn FROM patient ORDER BY id;
SET purpose.enforcement = on;
RESET ROLE;
SET purpose.enforcement = on;
SET ROLE regress_enforcement_user;
SELECT id, ssn FROM patient ORDER BY id;
RESET ROLE;
RESET purpose.current;

--
-- Changing it in a transaction, and undoing the change.
--
BEGIN;
SET LOCAL purpose.enforcement = off;
SELECT ssn FROM patient ORDER BY id;
COMMIT;
SELECT ssn FROM patient ORDER BY id;
BEGIN;
SAVEPOINT s;
SET purpose.enforcement = off;
SELECT ssn FROM patient ORDER BY id;
ROLLBACK TO s;
SELECT ssn FROM patient ORDER BY id;
ROLLBACK;
DO $$
BEGIN
  BEGIN
    SET LOCAL purpose.enforcement = off;
    RAISE EXCEPTION 'undo';
  EXCEPTION WHEN raise_exception THEN NULL;
  END;
  PERFORM ssn FROM patient;
END $$;
SHOW purpose.enforcement;

RESET purpose.enforcement;
SET client_min_messages = warning;
DROP SCHEMA enforcement CASCADE;
RESET client_min_messages;
DROP ROLE regress_enforcement_owner, regress_enforcement_user,
  regress_enforcement_dpo, regress_enforcement_backup;
DELETE FROM purpose.vocabulary WHERE name LIKE 'enforcement\_%';
