-- class: labels
-- who: owner
-- modes: mask
-- purpose: none
-- proves: a mask that picks columns of the whole row by name picks no other after they have changed names
ALTER TABLE app.wholes RENAME shown TO was_shown;
ALTER TABLE app.wholes RENAME hidden TO shown;
SELECT json FROM app.wholes;
-- @setup
SET ROLE attack_owner;
CREATE TABLE app.wholes (id int, consent boolean DEFAULT false, hidden text, shown text, json jsonb);
RESET ROLE;
INSERT INTO app.wholes SELECT id, consent, secret, 'open', to_jsonb(secret) FROM app.guarded;
-- @labels
SELECT pg_temp.label('app.wholes', 'hidden', 'NULL');
SELECT pg_temp.label('app.wholes', 'json', 'purpose.jsonb_keep(to_jsonb(wholes), ''shown'')');
