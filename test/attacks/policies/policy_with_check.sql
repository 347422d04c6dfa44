-- class: policies
-- who: stranger
-- shows: difference
-- proves: a policy's check of new rows of one's own is no oracle of hidden values
CREATE TABLE app.mine (i int);
CREATE POLICY p ON app.mine WITH CHECK (EXISTS (SELECT FROM app.customer WHERE id = i AND ssn < '06'));
ALTER TABLE app.mine ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
INSERT INTO app.mine VALUES (9);
INSERT INTO app.mine VALUES (10);
INSERT INTO app.mine VALUES (17);
