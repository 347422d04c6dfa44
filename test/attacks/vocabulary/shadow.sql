-- class: vocabulary
-- who: stranger
-- proves: another table of that name is not the vocabulary
CREATE TEMP TABLE vocabulary (name text, parent text, requires_justification boolean);
INSERT INTO vocabulary VALUES ('service', NULL, false), ('marketing', 'service', false), ('research', 'service', false);
CREATE TABLE app.vocabulary AS TABLE vocabulary;
SET search_path = pg_temp, app;
CREATE FUNCTION app.current() RETURNS text LANGUAGE sql AS $$SELECT 'service'$$;
SELECT ssn FROM app.customer;
