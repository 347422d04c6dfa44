-- class: subqueries
-- who: stranger
-- requires: tsm_system_rows
-- proves: a sample by another method holds masked rows
-- @setup
CREATE EXTENSION tsm_system_rows;
-- @attack
SELECT ssn, plan FROM app.customer TABLESAMPLE system_rows(1000) ORDER BY id;
SELECT c FROM app.customer AS c TABLESAMPLE system_rows(1000) ORDER BY id;
