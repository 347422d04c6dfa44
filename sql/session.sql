--
-- The session: declaring a purpose, and what becomes of it.
--
-- Whose authority counts is in test/pgtap/authority.sql.
--
INSERT INTO purpose.vocabulary (name, parent, requires_justification) VALUES
  ('service', NULL, false), ('billing', 'service', false),
  ('complaint', 'service', true), ('marketing', NULL, false);
CREATE TABLE customer (id int, email text);
INSERT INTO customer VALUES (1, 'jane@example.com');
SECURITY LABEL FOR purpose ON COLUMN customer.email IS 'ALLOW service';

-- Nobody has declared anything yet.
SHOW purpose.current;
SELECT purpose.current() IS NULL AS nothing_declared;
SELECT email FROM customer;

-- ---- SET ----

SET purpose.current = 'billing';
SHOW purpose.current;
SELECT purpose.current();
SELECT email FROM customer;
SET purpose.current TO marketing;
SELECT email FROM customer;
RESET purpose.current;
SELECT email FROM customer;
SET purpose.current = billing;
SET purpose.current TO DEFAULT;
SHOW purpose.current;
SET purpose.current = billing;
SET purpose.current = '';
SHOW purpose.current;

-- ---- SET LOCAL: for one transaction ----

BEGIN;
SET LOCAL purpose.current = 'billing';
SELECT email FROM customer;
COMMIT;
SELECT email FROM customer;
-- A transaction that is rolled back takes its declaration with it, a savepoint as well.
BEGIN;
SET purpose.current = 'billing';
SAVEPOINT s;
SET purpose.current = 'marketing';
SHOW purpose.current;
ROLLBACK TO s;
SHOW purpose.current;
ROLLBACK;
SHOW purpose.current;
-- Outside of a transaction it is for nothing.
SET LOCAL purpose.current = 'billing';
SHOW purpose.current;

-- ---- set_config ----

SELECT set_config('purpose.current', 'billing', false);
SELECT email FROM customer;
BEGIN;
SELECT set_config('purpose.current', 'marketing', true);
SELECT email FROM customer;
ROLLBACK;
SELECT email FROM customer;
UPDATE pg_settings SET setting = 'marketing' WHERE name = 'purpose.current';
SHOW purpose.current;
-- One statement has one purpose: what it sets is for the next one.
SELECT set_config('purpose.current', 'billing', false), email FROM customer;
SHOW purpose.current;
-- DISCARD and RESET ALL forget, as poolers have it between clients.
SET purpose.current = 'billing';
RESET ALL;
SHOW purpose.current;
SET purpose.current = 'billing';
DISCARD ALL;
SHOW purpose.current;

-- ---- what is no purpose ----

SET purpose.current = 'espionage';
SET purpose.current = 'Billing';
SET purpose.current = 'billing; drop';
SET purpose.current = ' billing';
SET purpose.current = 'any';
SET purpose.current = billing, marketing;
SELECT set_config('purpose.current', repeat('x', 64), false);
SHOW purpose.current;
-- A mistake does not undo what was declared before.
SET purpose.current = 'billing';
SET purpose.current = 'espionage';
SHOW purpose.current;
RESET purpose.current;
-- Names of ours are reserved: a misspelt setting is an error, no new setting.
SET purpose.curent = 'billing';

-- A role declares what its label says.
CREATE ROLE regress_purpose_cashier;
SECURITY LABEL FOR purpose ON ROLE regress_purpose_cashier IS 'DECLARE billing';
GRANT SELECT ON customer TO regress_purpose_cashier;
SET ROLE regress_purpose_cashier;
SET purpose.current = 'marketing';
SET purpose.current = 'service';
SET purpose.current = 'billing';
SELECT email FROM customer;
RESET ROLE;
-- Declared by one who may is not usable by one who may not.
SET purpose.current = 'service';
SET ROLE regress_purpose_cashier;
SELECT id FROM customer;
SELECT email FROM customer;
SELECT purpose.current() IS NULL AS not_usable;
RESET ROLE;
RESET purpose.current;

-- ---- a function's SET clause ----

CREATE FUNCTION bill() RETURNS text LANGUAGE plpgsql SET purpose.current = 'billing' AS
  $$BEGIN RETURN (SELECT email FROM customer); END$$;
SELECT bill();
SHOW purpose.current;
CREATE FUNCTION spy() RETURNS text LANGUAGE plpgsql SET purpose.current = 'espionage' AS
  $$BEGIN RETURN (SELECT email FROM customer); END$$;
SET check_function_bodies = off;
CREATE FUNCTION spy() RETURNS text LANGUAGE plpgsql SET purpose.current = 'espionage' AS
  $$BEGIN RETURN (SELECT email FROM customer); END$$;
RESET check_function_bodies;
SELECT spy();
DROP FUNCTION bill();
DROP FUNCTION IF EXISTS spy();

-- ---- ALTER ROLE and DATABASE: what is wrong now may be right then ----

ALTER ROLE regress_purpose_cashier SET purpose.current = 'billing';
ALTER ROLE regress_purpose_cashier SET purpose.current = 'espionage';
ALTER DATABASE contrib_regression SET purpose.current = 'espionage';
ALTER DATABASE contrib_regression RESET purpose.current;
ALTER ROLE regress_purpose_cashier SET purpose.current = 'no such name';
SET ROLE regress_purpose_cashier;
ALTER ROLE regress_purpose_cashier SET purpose.current = 'marketing';
RESET ROLE;
ALTER ROLE regress_purpose_cashier RESET purpose.current;

-- ---- justification ----

SET purpose.current = 'complaint';
SELECT purpose.current() IS NULL AS not_usable;
SELECT id FROM customer;
SELECT email FROM customer;
SET purpose.justification = '  ';
SELECT email FROM customer;
SET purpose.justification = 'case 4711';
SELECT email, purpose.current() FROM customer;
RESET purpose.justification;
SELECT email FROM customer;
BEGIN;
SET LOCAL purpose.justification = 'case 4712';
SELECT email FROM customer;
COMMIT;
SELECT email FROM customer;
-- Other purposes need none.
SET purpose.current = 'service';
SELECT email FROM customer;

-- ---- policies of one's own ----

-- purpose.complies() answers for the declared purpose as a label would.
SELECT purpose.complies('{service}'), purpose.complies('{billing}'),
       purpose.complies('{any}'), purpose.complies('{}'),
       purpose.complies('{service}', '{billing}'), purpose.complies('{any}', '{marketing}');
SET purpose.current = 'billing';
SELECT purpose.complies('{service}'), purpose.complies('{complaint, billing}'),
       purpose.complies('{any}', '{any}');
SELECT purpose.complies('{espionage}');
RESET purpose.current;
SELECT purpose.complies('{any}');
ALTER TABLE customer ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_purpose ON customer USING (purpose.complies('{billing}'));
SET ROLE regress_purpose_cashier;
SELECT id FROM customer;
SET purpose.current = 'billing';
SELECT id FROM customer;
RESET ROLE;
RESET purpose.current;

DROP TABLE customer;
DROP ROLE regress_purpose_cashier;
DELETE FROM purpose.vocabulary;
