--
-- The vocabulary: a tree of purposes, in a table.
--
-- Who may write it is in test/pgtap/authority.sql.
--

-- Purposes are rows.  A child is a part of its parent; roots have none.
INSERT INTO purpose.vocabulary (name, parent, description) VALUES
  ('service',                 NULL,              'Provide what the customer asked for'),
  ('customer_service',        'service',         'Answer a customer'),
  ('delivery',                'service',         'Carry and deliver mail'),
  ('marketing',               NULL,              'Tell customers of other products'),
  ('law_enforcement',         NULL,              'Authorised investigations'),
  ('immigration_enforcement', 'law_enforcement', 'Find and deport people');

-- Whoever answers for a purpose, and the law it rests on, can be noted.
UPDATE purpose.vocabulary
   SET legal_basis = 'contract', contact = 'desk@post.example', requires_justification = true
 WHERE name = 'customer_service';
SELECT * FROM purpose.vocabulary ORDER BY name;

-- The order in one statement does not matter, only that parents exist.
INSERT INTO purpose.vocabulary (name, parent) VALUES ('parcel', 'freight'), ('freight', 'delivery');
INSERT INTO purpose.vocabulary (name, parent) VALUES ('surveillance', 'security');

-- Names: [a-z_][a-z0-9_]*, 63 bytes, and not "any", which has a meaning in labels.
INSERT INTO purpose.vocabulary (name) VALUES ('Billing');
INSERT INTO purpose.vocabulary (name) VALUES ('e-mail');
INSERT INTO purpose.vocabulary (name) VALUES ('2fa');
INSERT INTO purpose.vocabulary (name) VALUES ('größe');
INSERT INTO purpose.vocabulary (name) VALUES ('');
INSERT INTO purpose.vocabulary (name) VALUES (' billing');
INSERT INTO purpose.vocabulary (name) VALUES ('any');
INSERT INTO purpose.vocabulary (name) VALUES (repeat('x', 64));
INSERT INTO purpose.vocabulary (name) VALUES (NULL);
INSERT INTO purpose.vocabulary (name) VALUES ('service');
INSERT INTO purpose.vocabulary (name) VALUES (repeat('x', 63)), ('_2fa'), ('anything');
DELETE FROM purpose.vocabulary WHERE name IN (repeat('x', 63), '_2fa', 'anything');

-- A tree has no cycles, of whatever length.
UPDATE purpose.vocabulary SET parent = 'service' WHERE name = 'service';
UPDATE purpose.vocabulary SET parent = 'delivery' WHERE name = 'service';
UPDATE purpose.vocabulary SET parent = 'parcel' WHERE name = 'service';
INSERT INTO purpose.vocabulary (name, parent) VALUES ('narcissism', 'narcissism');
INSERT INTO purpose.vocabulary (name, parent) VALUES ('hen', 'egg'), ('egg', 'hen');

-- Nothing is put below 64 levels.
INSERT INTO purpose.vocabulary (name, parent)
  SELECT 'level_' || n, CASE WHEN n > 1 THEN 'level_' || n - 1 END FROM generate_series(1, 64) n;
INSERT INTO purpose.vocabulary (name, parent) VALUES ('level_65', 'level_64');
DELETE FROM purpose.vocabulary WHERE name LIKE 'level%';

-- Without labels, purposes come and go, but no child is left without its parent.
DELETE FROM purpose.vocabulary WHERE name = 'freight';
UPDATE purpose.vocabulary SET name = 'cargo' WHERE name = 'freight';
UPDATE purpose.vocabulary
   SET name = replace(name, 'freight', 'cargo'), parent = replace(parent, 'freight', 'cargo');
SELECT name, parent FROM purpose.vocabulary WHERE name IN ('cargo', 'parcel') ORDER BY name;
DELETE FROM purpose.vocabulary WHERE name IN ('cargo', 'parcel');

-- What labels name stays, under its name.
CREATE TABLE letter (id int, recipient text, address text);
SECURITY LABEL FOR purpose ON COLUMN letter.address IS 'ALLOW delivery; DENY immigration_enforcement';
DELETE FROM purpose.vocabulary WHERE name = 'delivery';
UPDATE purpose.vocabulary SET name = 'transport' WHERE name = 'delivery';
DELETE FROM purpose.vocabulary WHERE name = 'immigration_enforcement';
-- ... whatever the label stands on ...
SECURITY LABEL FOR purpose ON COLUMN letter.address IS NULL;
SECURITY LABEL FOR purpose ON DATABASE contrib_regression IS 'DENY immigration_enforcement';
DELETE FROM purpose.vocabulary WHERE name = 'immigration_enforcement';
SECURITY LABEL FOR purpose ON DATABASE contrib_regression IS NULL;
SECURITY LABEL FOR purpose ON SCHEMA public IS 'ALLOW delivery';
DELETE FROM purpose.vocabulary WHERE name = 'delivery';
SECURITY LABEL FOR purpose ON SCHEMA public IS NULL;
CREATE ROLE regress_purpose_carrier;
SECURITY LABEL FOR purpose ON ROLE regress_purpose_carrier IS 'DECLARE delivery';
DELETE FROM purpose.vocabulary WHERE name = 'delivery';
-- ... although the rest of its row may change.  Mind the parent: it says who may what.
UPDATE purpose.vocabulary SET description = 'Carry mail', parent = 'law_enforcement' WHERE name = 'delivery';
UPDATE purpose.vocabulary SET parent = 'service' WHERE name = 'delivery';
-- A parent that no label names has a child that one may name.
DELETE FROM purpose.vocabulary WHERE name = 'law_enforcement';
-- A name that is only a part of one in a label is another purpose.
INSERT INTO purpose.vocabulary (name) VALUES ('deliver');
DELETE FROM purpose.vocabulary WHERE name = 'deliver';
-- TRUNCATE looks at no rows, and so is never right.
TRUNCATE purpose.vocabulary;
DROP ROLE regress_purpose_carrier;
DELETE FROM purpose.vocabulary WHERE name = 'delivery';

-- The vocabulary is the policy, not what the policy protects: it has no labels.
SECURITY LABEL FOR purpose ON TABLE purpose.vocabulary IS 'ALLOW service';
SECURITY LABEL FOR purpose ON COLUMN purpose.vocabulary.contact IS 'ALLOW service';

DROP TABLE letter;
DELETE FROM purpose.vocabulary;
