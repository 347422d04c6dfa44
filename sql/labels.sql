--
-- Labels: which purposes may use what, and who gets what else.
--
-- How the levels add up is in test/pgtap/decision.sql, every turn of the
-- grammar in test/pgtap/grammar.sql.
--
INSERT INTO purpose.vocabulary (name, parent) VALUES
  ('service', NULL), ('customer_service', 'service'), ('billing', 'service'),
  ('marketing', NULL), ('law_enforcement', NULL),
  ('immigration_enforcement', 'law_enforcement');
CREATE SCHEMA crm;
CREATE TABLE crm.customer (
  id int PRIMARY KEY, name text, email text, card_number text, born date,
  marketing_consent boolean);
INSERT INTO crm.customer VALUES
  (1, 'Jane Doe', 'jane@example.com', '4111 1111 1111 1234', '1984-08-17', true),
  (2, 'John Roe', 'john@example.com', '5500 0000 0000 0004', '1971-02-28', false);

-- ---- one level after the other ----

-- A label can stand on a database, a schema, a table or a column.
SECURITY LABEL FOR purpose ON DATABASE contrib_regression IS 'DENY immigration_enforcement';
SECURITY LABEL FOR purpose ON SCHEMA crm IS 'ALLOW service; ELSE NULL';
SECURITY LABEL FOR purpose ON TABLE crm.customer IS 'ALLOW service, law_enforcement; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN crm.customer.id IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON COLUMN crm.customer.email IS
  'ALLOW customer_service; ALLOW marketing WHEN (marketing_consent);
   ELSE MASK WITH (purpose.email(email))';
SECURITY LABEL FOR purpose ON COLUMN crm.customer.card_number IS 'ALLOW billing; ELSE BLOCK';

-- What it comes to, column by column.
SELECT column_name, level, allow, deny, otherwise
  FROM purpose.column_policies WHERE relation = 'crm.customer'::regclass
 ORDER BY column_name;
-- The other tables of the database are under its label, too.
CREATE TABLE other (a int);
SELECT relation, column_name, level, allow, deny, otherwise, origin, source, label, problem
  FROM purpose.column_policies WHERE relation = 'other'::regclass;

-- The labels as they were written.
SELECT objtype, object, label FROM purpose.labels WHERE objtype <> 'role' ORDER BY objtype, object;

-- What each purpose gets of each column.
SELECT a.attname, v.name, purpose.verdict('crm.customer', a.attname, v.name)
  FROM pg_attribute a, purpose.vocabulary v
 WHERE a.attrelid = 'crm.customer'::regclass AND a.attnum > 0
   AND v.name IN ('billing', 'customer_service', 'marketing', 'immigration_enforcement')
 ORDER BY a.attnum, v.name;
-- ... and who declares nothing.
SELECT a.attname, purpose.verdict('crm.customer', a.attname), purpose.allowed('crm.customer', a.attname)
  FROM pg_attribute a
 WHERE a.attrelid = 'crm.customer'::regclass AND a.attnum > 0 ORDER BY a.attnum;
SELECT purpose.verdict('crm.customer', 'email', 'espionage');
SELECT purpose.verdict('crm.customer', 'iban', 'service');
SELECT purpose.verdict('crm.customer', 'ctid', 'service');

-- And so it is.
SET purpose.current = 'marketing';
SELECT id, name, email FROM crm.customer ORDER BY id;
SET purpose.current = 'customer_service';
SELECT id, name, email FROM crm.customer ORDER BY id;
SELECT card_number FROM crm.customer;
-- law_enforcement is an ancestor of what the database denies
SET purpose.current = 'law_enforcement';
SELECT id, name FROM crm.customer ORDER BY id;
SELECT card_number FROM crm.customer;
RESET purpose.current;

-- A label is taken away with NULL.
SECURITY LABEL FOR purpose ON DATABASE contrib_regression IS NULL;
SECURITY LABEL FOR purpose ON SCHEMA crm IS NULL;
SELECT count(*) FROM purpose.column_policies WHERE relation = 'other'::regclass;
DROP TABLE other;

-- ---- a label replaces the ALLOW and ELSE of the outer levels ----

-- A lone DENY is no exception, which is not what everybody expects: a notice says so.
SECURITY LABEL FOR purpose ON COLUMN crm.customer.born IS 'DENY marketing';
SELECT purpose.verdict('crm.customer', 'born', 'law_enforcement');
SECURITY LABEL FOR purpose ON COLUMN crm.customer.born IS 'ALLOW service; DENY marketing; ELSE NULL';

-- ---- errors point into the label ----

SECURITY LABEL FOR purpose ON COLUMN crm.customer.name IS 'ALLOW service; REFUSE marketing';
SECURITY LABEL FOR purpose ON COLUMN crm.customer.name IS 'ALLOW service ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN crm.customer.name IS 'ALLOW "service"';
SECURITY LABEL FOR purpose ON COLUMN crm.customer.name IS 'ALLOW service; ELSE';
SECURITY LABEL FOR purpose ON COLUMN crm.customer.name IS '';
SECURITY LABEL FOR purpose ON COLUMN crm.customer.name IS 'ALLOW service, ANY';
SECURITY LABEL FOR purpose ON COLUMN crm.customer.name IS 'ELSE NULL; ALLOW service; ELSE BLOCK';
SECURITY LABEL FOR purpose ON COLUMN crm.customer.name IS 'UNRESTRICTED; ALLOW service';
SECURITY LABEL FOR purpose ON COLUMN crm.customer.name IS 'ALLOW service; ALLOW espionage';
SECURITY LABEL FOR purpose ON COLUMN crm.customer.name IS 'ALLOW service WHEN marketing_consent';
SECURITY LABEL FOR purpose ON COLUMN crm.customer.name IS 'ALLOW service WHEN (marketing_consent';
SECURITY LABEL FOR purpose ON COLUMN crm.customer.name IS 'ALLOW service WHEN (marketing_consent AND)';
SECURITY LABEL FOR purpose ON COLUMN crm.customer.name IS 'ALLOW service WHEN (consent)';
SECURITY LABEL FOR purpose ON COLUMN crm.customer.name IS 'ALLOW service WHEN (born)';
SECURITY LABEL FOR purpose ON COLUMN crm.customer.name IS 'ALLOW service WHEN (count(*) > 1)';
SECURITY LABEL FOR purpose ON COLUMN crm.customer.name IS 'ALLOW service; ELSE MASK (name)';
SECURITY LABEL FOR purpose ON COLUMN crm.customer.name IS 'ALLOW service; ELSE MASK WITH (initials(nme))';
SECURITY LABEL FOR purpose ON COLUMN crm.customer.born IS 'ALLOW service; ELSE MASK WITH (marketing_consent)';
-- positions count characters, and lines
SECURITY LABEL FOR purpose ON COLUMN crm.customer.name IS
  'ALLOW service; -- größer
   ALLOW marketing WHEN (consent = ''ä'');
   ELSE NULL';
-- some clauses are not for all levels
SECURITY LABEL FOR purpose ON TABLE crm.customer IS 'ALLOW service; ELSE MASK WITH (''*'')';
SECURITY LABEL FOR purpose ON SCHEMA crm IS 'ALLOW marketing WHEN (marketing_consent)';
SECURITY LABEL FOR purpose ON COLUMN crm.customer.name IS 'DECLARE service';
CREATE ROLE regress_purpose_clerk;
SECURITY LABEL FOR purpose ON ROLE regress_purpose_clerk IS 'ALLOW service';
SECURITY LABEL FOR purpose ON ROLE regress_purpose_clerk IS 'DECLARE service; ADMINISTER';
SELECT * FROM purpose.labels WHERE object = 'regress_purpose_clerk';
DROP ROLE regress_purpose_clerk;

-- A mask is trusted with the raw values: what it calls must not depend on the caller.
CREATE FUNCTION crm.scramble(text) RETURNS text LANGUAGE plpgsql AS
  $$BEGIN RETURN reverse($1); END$$;
SECURITY LABEL FOR purpose ON COLUMN crm.customer.name IS 'ELSE MASK WITH (crm.scramble(name))';
ALTER FUNCTION crm.scramble SET search_path = pg_catalog, pg_temp;
SECURITY LABEL FOR purpose ON COLUMN crm.customer.name IS 'ELSE MASK WITH (crm.scramble(name))';
SELECT name FROM crm.customer ORDER BY id;

-- ---- what has no labels, and why ----

CREATE VIEW crm.names AS SELECT id, name FROM crm.customer;
SECURITY LABEL FOR purpose ON VIEW crm.names IS 'ALLOW service';
SECURITY LABEL FOR purpose ON COLUMN crm.names.name IS 'ALLOW service';
CREATE SEQUENCE crm.numbers;
SECURITY LABEL FOR purpose ON SEQUENCE crm.numbers IS 'ALLOW service';
SECURITY LABEL FOR purpose ON FUNCTION crm.scramble IS 'ALLOW service';
CREATE TYPE crm.pair AS (a int, b int);
SECURITY LABEL FOR purpose ON TYPE crm.pair IS 'ALLOW service';
SECURITY LABEL FOR purpose ON COLUMN crm.pair.a IS 'ALLOW service';
SECURITY LABEL FOR purpose ON LANGUAGE plpgsql IS 'ALLOW service';
SECURITY LABEL FOR purpose ON TABLE pg_class IS 'ALLOW service';
SECURITY LABEL FOR purpose ON COLUMN pg_authid.rolpassword IS 'ALLOW service';
SECURITY LABEL FOR purpose ON SCHEMA pg_catalog IS 'ALLOW service';
SECURITY LABEL FOR purpose ON DATABASE postgres IS 'ALLOW service';
-- an index, and a system column, by the function that takes any relation
SELECT purpose.set_label('crm.customer_pkey', NULL, 'ALLOW service');
SELECT purpose.set_label('crm.customer', 'tableoid', 'ALLOW service');
-- A materialized view has values of its own, and so can have labels.
CREATE MATERIALIZED VIEW crm.years AS SELECT id, extract(year FROM born) AS year FROM crm.customer WITH NO DATA;
SECURITY LABEL FOR purpose ON COLUMN crm.years.year IS 'ALLOW marketing';
SECURITY LABEL FOR purpose ON MATERIALIZED VIEW crm.years IS 'ALLOW service';

-- So has a foreign table, as far as one can tell from here.
CREATE FOREIGN DATA WRAPPER regress_purpose_wrapper;
CREATE SERVER regress_purpose_server FOREIGN DATA WRAPPER regress_purpose_wrapper;
CREATE FOREIGN TABLE crm.elsewhere (a int) SERVER regress_purpose_server;
SECURITY LABEL FOR purpose ON FOREIGN TABLE crm.elsewhere IS 'ALLOW service';
SECURITY LABEL FOR purpose ON COLUMN crm.elsewhere.a IS 'ALLOW marketing';
DROP FOREIGN TABLE crm.elsewhere;
DROP SERVER regress_purpose_server;
DROP FOREIGN DATA WRAPPER regress_purpose_wrapper;

-- ---- labelling as a function ----

-- For an administrator of purposes who does not own the table.
SELECT purpose.set_label('crm.customer', 'name', 'ALLOW service; ELSE MASK WITH (initials(name))');
SELECT purpose.set_label('crm.customer', NULL, 'ALLOW service; ELSE BLOCK');
SELECT purpose.set_label('crm.customer', 'email', NULL);
SELECT object, label FROM purpose.labels WHERE object LIKE 'crm.%' ORDER BY object;
SELECT purpose.set_label('crm.customer', 'name', 'ALLOW service; ELSE MASK WITH (initials(nme))');

-- ---- everything that is public says what it is ----

SELECT pg_describe_object(classid, objid, 0) AS undescribed
  FROM pg_depend
 WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
   AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'pg_purpose')
   AND obj_description(objid, classid::regclass::name) IS NULL
   AND classid <> 'pg_type'::regclass
 ORDER BY 1;
SELECT attrelid::regclass, attname FROM pg_attribute
 WHERE attrelid = 'purpose.vocabulary'::regclass AND attnum > 0
   AND col_description(attrelid, attnum) IS NULL;
SELECT relname, obj_description(oid, 'pg_class') FROM pg_class
 WHERE relnamespace = 'purpose'::regnamespace AND relkind IN ('r', 'v') ORDER BY 1;

-- Labels go with what they stand on.
SET client_min_messages = warning;
DROP SCHEMA crm CASCADE;
RESET client_min_messages;
SELECT count(*) FROM purpose.labels WHERE object LIKE 'crm%';
DELETE FROM purpose.vocabulary;
