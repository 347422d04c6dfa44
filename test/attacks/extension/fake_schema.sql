-- class: extension
-- who: super
-- purpose: none
-- proves: a schema made in its place is not believed
DROP EXTENSION pg_purpose CASCADE;
-- @attack stranger
CREATE SCHEMA purpose;
CREATE TABLE purpose.vocabulary (name text, parent text, description text, requires_justification boolean DEFAULT false, legal_basis text, contact text);
INSERT INTO purpose.vocabulary (name, parent) VALUES ('service', NULL), ('marketing', 'service'), ('research', 'service');
SET purpose.current = 'marketing';
SELECT ssn FROM app.customer;
TABLE hr.pay;
