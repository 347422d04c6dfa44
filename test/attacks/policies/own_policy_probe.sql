-- class: policies
-- who: stranger
-- shows: difference
-- proves: a policy on one's own table is no oracle of hidden values
CREATE TABLE app.mine (i int);
INSERT INTO app.mine SELECT generate_series(5, 60);
CREATE POLICY p ON app.mine USING (EXISTS (SELECT FROM app.customer WHERE id = i AND ssn < '06'));
ALTER TABLE app.mine ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
SELECT 'ORACLE', i FROM app.mine ORDER BY i;
