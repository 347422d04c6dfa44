-- class: policies
-- who: owner
-- shows: difference
-- proves: a policy that was there before the label does not begin to decide by restricted values after it
ALTER TABLE app.unguarded ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.unguarded FORCE ROW LEVEL SECURITY;
SELECT id FROM app.unguarded ORDER BY id;
-- @setup
SET ROLE attack_owner;
CREATE TABLE app.unguarded (id int, consent boolean DEFAULT false, secret text);
CREATE POLICY probe ON app.unguarded USING (secret < '060');
RESET ROLE;
INSERT INTO app.unguarded SELECT id, consent, secret FROM app.guarded;
-- @labels
SELECT pg_temp.label('app.unguarded', 'secret', '''withheld''');
