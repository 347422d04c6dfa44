--
-- Consent: ALLOW ... WHEN (condition) is decided for each row.  True gives
-- the value; false and NULL give the mask, or NULL where ELSE is NULL or
-- BLOCK.
--
\set VERBOSITY terse
CREATE SCHEMA consent;
SET search_path = consent, pg_catalog;
CREATE ROLE regress_consent_user;
CREATE ROLE regress_consent_owner;
GRANT USAGE ON SCHEMA consent TO regress_consent_user, regress_consent_owner;
INSERT INTO purpose.vocabulary (name, parent) VALUES
  ('consent_care', NULL), ('consent_marketing', NULL),
  ('consent_email', 'consent_marketing'), ('consent_police', NULL);
SECURITY LABEL FOR purpose ON ROLE regress_consent_user IS
  'DECLARE consent_marketing, consent_care';

CREATE TABLE customer (id int PRIMARY KEY, email text, phone text, born date,
  agreed boolean, until date, region int);
INSERT INTO customer VALUES
  (1, 'alice@example.com', '0301', '1970-05-17', true, '2100-01-01', 1),
  (2, 'bob@example.com', '0302', '1980-06-18', false, '2100-01-01', 1),
  (3, 'carol@example.com', '0303', '1990-07-19', NULL, NULL, 2),
  (4, NULL, NULL, NULL, true, '2000-01-01', 2);
GRANT SELECT, UPDATE, DELETE ON customer TO regress_consent_user;

-- One ELSE of each kind.
SECURITY LABEL FOR purpose ON COLUMN customer.email IS
  'ALLOW consent_care; ALLOW consent_marketing WHEN (agreed); ELSE MASK WITH (purpose.email(email))';
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_care; ALLOW consent_marketing WHEN (customer.agreed); ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN customer.born IS
  'ALLOW consent_care; ALLOW consent_marketing WHEN (agreed); ELSE BLOCK';
SET purpose.current = 'consent_care';
SELECT id, email, phone, born::text, agreed FROM customer ORDER BY id;
SET purpose.current = 'consent_marketing';
SELECT id, email, phone, born::text, agreed FROM customer ORDER BY id;
-- a purpose below the one that is named
SET purpose.current = 'consent_email';
SELECT id, email, phone, born::text, agreed FROM customer ORDER BY id;
-- a purpose that no ALLOW names, and no purpose, get nothing by the row: BLOCK
-- is decided for the statement
SET purpose.current = 'consent_police';
SELECT id, email, phone FROM customer ORDER BY id;
SELECT born FROM customer;
RESET purpose.current;
SELECT id, email, phone FROM customer ORDER BY id;
SELECT born FROM customer;
SET purpose.current = 'consent_marketing';

-- No use of the column tells more than it shows.
SELECT id FROM customer WHERE email LIKE '%example.com' ORDER BY id;
SELECT id FROM customer WHERE phone = '0302';
SELECT id FROM customer WHERE phone IS NULL ORDER BY id;
SELECT id FROM customer ORDER BY phone, id;
SELECT count(phone), min(born)::text, max(born)::text FROM customer;
SELECT a.id, b.id FROM customer a JOIN customer b USING (phone) ORDER BY 1;
SELECT c FROM (SELECT id, phone, agreed FROM customer) c ORDER BY id;
SELECT to_jsonb(c) - 'born' - 'until' AS c FROM customer c ORDER BY id;
SELECT v.id, c.email, c.phone FROM (VALUES (1), (2), (9)) v (id)
  LEFT JOIN customer c USING (id) ORDER BY 1;
CREATE FUNCTION tell(text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS
$$BEGIN RAISE NOTICE 'told: %', $1; RETURN true; END$$;
SELECT id FROM customer WHERE tell(phone) ORDER BY id;
COPY (SELECT id, phone FROM customer ORDER BY id) TO stdout;

-- A statement that writes treats it as masked, whatever the row says.
UPDATE customer SET phone = '1' WHERE id = 1;
UPDATE customer SET region = 3 WHERE phone = '0301';
DELETE FROM customer WHERE phone IS NULL;
BEGIN;
UPDATE customer SET region = 3 WHERE id < 3 RETURNING id, email, phone;
-- a statement that writes could open what it returns, so the column is masked there
UPDATE customer SET agreed = true WHERE id = 2 RETURNING id, phone;
ROLLBACK;
SET row_security = off;
SELECT phone FROM customer WHERE agreed;
RESET row_security;

--
-- Withdrawn consent counts from the next statement on, also for what has
-- been prepared.
--
SET plan_cache_mode = force_generic_plan;
PREPARE phones AS SELECT id, phone FROM customer WHERE id < 3 ORDER BY id;
EXECUTE phones;
UPDATE customer SET agreed = NOT agreed WHERE id < 3;
EXECUTE phones;
UPDATE customer SET agreed = NOT agreed WHERE id < 3;
DEALLOCATE phones;
RESET plan_cache_mode;

--
-- Conditions of all sorts
--
-- with dates: a consent that runs out; NULL is no consent
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_marketing WHEN (until > current_date); ELSE NULL';
SELECT id, phone FROM customer ORDER BY id;
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_marketing WHEN (until >= ''2000-01-01''::date AND born < ''1975-01-01''); ELSE NULL';
SELECT id, phone FROM customer ORDER BY id;
-- literals mean the same whatever the session's DateStyle
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_marketing WHEN (born = ''1980-06-18''); ELSE NULL';
SET datestyle = 'SQL, DMY';
SELECT id, phone FROM customer ORDER BY id;
RESET datestyle;
-- a constant
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_marketing WHEN (true); ELSE NULL';
SELECT id, phone FROM customer ORDER BY id;
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_marketing WHEN (NULL); ELSE NULL';
SELECT id, phone FROM customer ORDER BY id;
-- the user of the session
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_marketing WHEN (current_user = ''regress_consent_user''); ELSE NULL';
SELECT id, phone FROM customer WHERE id = 1;
SET ROLE regress_consent_user;
SELECT id, phone FROM customer WHERE id = 1;
RESET ROLE;
-- NOT, IN, and a condition that is NULL in parts
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_marketing WHEN (NOT agreed OR region IN (2, 3) AND id < 4); ELSE NULL';
SELECT id, phone FROM customer ORDER BY id;
-- over the restricted column itself, and over others: conditions read raw
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_marketing WHEN (phone = ''0302'' OR email LIKE ''alice%''); ELSE NULL';
SELECT id, phone FROM customer ORDER BY id;
-- a mask together with a condition over other columns
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_marketing WHEN (region = 1); ELSE MASK WITH (''region '' || region::text)';
SELECT id, phone FROM customer ORDER BY id;

--
-- Two WHENs for the same purpose add up.
--
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_marketing WHEN (id = 1); ALLOW consent_marketing WHEN (id = 3); ELSE NULL';
SELECT id, phone FROM customer ORDER BY id;
-- also if one is NULL
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_marketing WHEN (agreed); ALLOW consent_marketing WHEN (id < 4); ELSE NULL';
SELECT id, phone FROM customer ORDER BY id;
-- one without a condition makes the others meaningless
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_marketing WHEN (false); ALLOW consent_marketing, consent_care; ELSE NULL';
SELECT id, phone FROM customer ORDER BY id;
-- one for a purpose and one for a more general one
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_marketing WHEN (id = 1); ALLOW consent_email WHEN (id = 2); ELSE NULL';
SELECT id, phone FROM customer ORDER BY id;
SET purpose.current = 'consent_email';
SELECT id, phone FROM customer ORDER BY id;
SET purpose.current = 'consent_marketing';
-- DENY wins over any condition
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_marketing WHEN (true); DENY consent_email; ELSE NULL';
SELECT id, phone FROM customer ORDER BY id;
-- ANY with a condition: any declared purpose, none if there is none
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW ANY WHEN (agreed); ELSE NULL';
SET purpose.current = 'consent_police';
SELECT id, phone FROM customer ORDER BY id;
RESET purpose.current;
SELECT id, phone FROM customer ORDER BY id;
SET purpose.current = 'consent_marketing';

--
-- Sub-selects: consent that is kept in a table of its own, which the caller
-- may not read.  They are checked as the owner of the customer table.
--
CREATE TABLE given (customer int, purpose text, until date);
INSERT INTO given VALUES (1, 'marketing', '2100-01-01'),
  (2, 'marketing', '2000-01-01'), (3, 'marketing', NULL);
ALTER TABLE customer OWNER TO regress_consent_owner;
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_care; ALLOW consent_marketing WHEN (EXISTS (SELECT FROM consent.given g
     WHERE g.customer = customer.id AND g.purpose = ''marketing'' AND g.until > current_date)); ELSE NULL';
SET ROLE regress_consent_user;
-- the owner may not read it: an error, not an answer
SELECT id, phone FROM customer ORDER BY id;
RESET ROLE;
GRANT SELECT ON given TO regress_consent_owner;
SET ROLE regress_consent_user;
SELECT id, phone FROM customer ORDER BY id;
SELECT * FROM given;
RESET ROLE;
SELECT c.id, c.phone, d.phone FROM customer c JOIN customer d ON d.phone = c.phone
ORDER BY 1;
-- the table of consents may be restricted itself
SECURITY LABEL FOR purpose ON TABLE given IS 'ALLOW consent_care';
SET ROLE regress_consent_user;
SELECT id, phone FROM customer ORDER BY id;
RESET ROLE;
SELECT * FROM given;
-- under row security, the owner's rows count
INSERT INTO given VALUES (2, 'marketing', '2100-01-01');
ALTER TABLE given ENABLE ROW LEVEL SECURITY;
CREATE POLICY part ON given FOR SELECT TO regress_consent_owner USING (customer = 2);
SELECT id, phone FROM customer ORDER BY id;
ALTER TABLE given DISABLE ROW LEVEL SECURITY;
-- IN, a scalar sub-select, and one that finds nothing
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_marketing WHEN (id IN (SELECT g.customer FROM consent.given g WHERE g.until IS NOT NULL)); ELSE NULL';
SELECT id, phone FROM customer ORDER BY id;
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_marketing WHEN ((SELECT max(g.until) > current_date FROM consent.given g WHERE g.customer = customer.id)); ELSE NULL';
SELECT id, phone FROM customer ORDER BY id;

--
-- A condition on a table's label is every column's.
--
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS NULL;
SECURITY LABEL FOR purpose ON COLUMN customer.email IS NULL;
SECURITY LABEL FOR purpose ON COLUMN customer.born IS NULL;
SECURITY LABEL FOR purpose ON TABLE customer IS
  'ALLOW consent_marketing WHEN (agreed); ELSE NULL';
SELECT id, email, phone, agreed FROM customer ORDER BY id;
SECURITY LABEL FOR purpose ON COLUMN customer.id IS 'UNRESTRICTED';
SELECT id, email, phone, agreed FROM customer ORDER BY id;
SECURITY LABEL FOR purpose ON TABLE customer IS NULL;
SECURITY LABEL FOR purpose ON COLUMN customer.id IS NULL;

--
-- Inheritance: conditions are ANDed; one that names a column which the other
-- relation lacks counts as false there.
--
CREATE TABLE parent (id int, phone text, agreed boolean);
CREATE TABLE child (opted_in boolean) INHERITS (parent);
INSERT INTO parent VALUES (1, '0301', true), (2, '0302', false);
INSERT INTO child VALUES (3, '0303', true, true), (4, '0304', true, false),
  (5, '0305', false, true), (6, '0306', true, NULL);
SECURITY LABEL FOR purpose ON COLUMN parent.phone IS
  'ALLOW consent_marketing WHEN (agreed); ELSE NULL';
SELECT id, phone FROM parent ORDER BY id;
SELECT id, phone FROM child ORDER BY id;
-- the child asks for more; it decides about its own rows, and takes part in a
-- read through the parent, where the column is not to be had
SECURITY LABEL FOR purpose ON COLUMN child.phone IS
  'ALLOW consent_marketing WHEN (opted_in); ELSE NULL';
SELECT id, phone FROM child ORDER BY id;
SELECT id, phone FROM parent ORDER BY id;
SELECT id, phone FROM ONLY parent ORDER BY id;
-- of two conditions that add up, one can be asked in the parent
SECURITY LABEL FOR purpose ON COLUMN child.phone IS
  'ALLOW consent_marketing WHEN (opted_in); ALLOW consent_marketing WHEN (id = 3); ELSE NULL';
SELECT id, phone FROM parent ORDER BY id;
-- the two tables' columns stand in different places
DROP TABLE parent, child;
CREATE TABLE parent (id int, phone text, agreed boolean);
CREATE TABLE child (agreed boolean, id int, phone text);
ALTER TABLE child INHERIT parent;
INSERT INTO parent VALUES (1, '0301', true), (2, '0302', false);
INSERT INTO child VALUES (true, 3, '0303'), (false, 4, '0304');
SECURITY LABEL FOR purpose ON COLUMN parent.phone IS
  'ALLOW consent_marketing WHEN (parent.agreed); ELSE MASK WITH (''-'' || parent.id::text)';
SELECT id, phone FROM parent ORDER BY id;
SELECT id, phone FROM child ORDER BY id;
SELECT c FROM child c ORDER BY id;

--
-- What is refused as a condition.
--
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_marketing WHEN (id)';
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_marketing WHEN (no_such_column)';
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_marketing WHEN (given.until > now())';
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_marketing WHEN (count(*) > 0)';
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_marketing WHEN (row_number() OVER () > 0)';
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_marketing WHEN (generate_series(1, 2) = 1)';
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_marketing WHEN ($1)';
-- one that fails for a row fails the statement
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_marketing WHEN (1 / (id - 2) > 0); ELSE NULL';
SELECT phone FROM customer;
SELECT id FROM customer ORDER BY id;
-- What a condition names stays what it is; another column could get its name.
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_marketing WHEN (agreed); ALLOW consent_care; ELSE NULL';
ALTER TABLE customer RENAME COLUMN agreed TO consented;
-- One that names a column which is not there, as a dump may bring it in, is
-- broken: blocked, never open.
SET check_function_bodies = off;
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
  'ALLOW consent_marketing WHEN (later); ELSE NULL';
RESET check_function_bodies;
\set VERBOSITY default
SELECT phone FROM customer;
\set VERBOSITY terse
SELECT id FROM customer WHERE phone IS NULL;
SELECT id FROM customer ORDER BY id;
-- also if there is one of that name and another type
ALTER TABLE customer ADD COLUMN later int;
SELECT phone FROM customer;
-- and when it comes, it counts
ALTER TABLE customer ALTER COLUMN later TYPE boolean USING id = 2;
SELECT id, phone FROM customer ORDER BY id;

RESET purpose.current;
\set VERBOSITY default
SET client_min_messages = warning;
DROP SCHEMA consent CASCADE;
RESET client_min_messages;
DROP ROLE regress_consent_user, regress_consent_owner;
DELETE FROM purpose.vocabulary WHERE name = 'consent_email';
DELETE FROM purpose.vocabulary WHERE name LIKE 'consent\_%';
