-- class: policies
-- who: stranger
-- proves: a query in a condition of row security is a query like others
-- @setup
SET ROLE attack_owner;
CREATE POLICY p ON app.log USING (line > (SELECT max(ssn) FROM app.customer WHERE id = 9) OR true);
ALTER TABLE app.log ENABLE ROW LEVEL SECURITY;
INSERT INTO app.log (line) VALUES ('x');
-- @attack
CREATE VIEW app.seen AS SELECT line, (SELECT ssn FROM app.customer WHERE id = 9) AS s FROM app.log;
TABLE app.seen;
EXPLAIN (COSTS OFF) SELECT * FROM app.log;
