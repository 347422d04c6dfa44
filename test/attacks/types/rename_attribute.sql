-- class: types
-- who: owner
-- modes: mask
-- purpose: none
-- proves: a mask that shows one field of a value shows no other after the fields have changed names
ALTER TYPE app.parts RENAME ATTRIBUTE shown TO was_shown;
ALTER TYPE app.parts RENAME ATTRIBUTE hidden TO shown;
SELECT json FROM app.fields;
-- @setup
SET ROLE attack_owner;
CREATE TYPE app.parts AS (hidden text, shown text);
CREATE TABLE app.fields (id int, consent boolean DEFAULT false, field app.parts, json jsonb);
RESET ROLE;
INSERT INTO app.fields SELECT id, consent, (secret, 'open')::app.parts, to_jsonb(secret) FROM app.guarded;
-- @labels
SELECT pg_temp.label('app.fields', 'field', 'NULL');
SELECT pg_temp.label('app.fields', 'json', 'purpose.jsonb_keep(to_jsonb(fields.field), ''shown'')');
