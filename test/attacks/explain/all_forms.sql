-- class: explain
-- who: stranger
-- shows: difference
-- proves: EXPLAIN of every statement that has a plan, in every format, is the same whatever is hidden
-- literals: 7310060 1875-01-01 ZEBRA-gold
-- (Times and memory are no part of what is compared.)
SELECT count(*) FROM app.customer WHERE salary < 7310060;
PREPARE p(int) AS SELECT id FROM app.customer WHERE salary < $1 AND plan = 'ZEBRA' || '-gold';
EXPLAIN EXECUTE p(7310060);
EXPLAIN (FORMAT XML) SELECT id FROM app.customer WHERE salary < 7310060 ORDER BY ssn;
EXPLAIN (FORMAT JSON, VERBOSE) SELECT plan, count(*) FROM app.customer GROUP BY plan;
EXPLAIN (FORMAT YAML) DECLARE c CURSOR FOR SELECT id FROM app.customer WHERE birth < '1875-01-01';
EXPLAIN CREATE TABLE app.x AS SELECT id FROM app.customer WHERE salary < 7310060;
EXPLAIN CREATE MATERIALIZED VIEW app.y AS SELECT plan FROM app.customer GROUP BY plan;
EXPLAIN SELECT DISTINCT plan INTO app.z FROM app.customer;
EXPLAIN INSERT INTO app.log (line) SELECT item FROM app.orders JOIN app.customer ON customer.id = orders.customer WHERE salary < 7310060;
EXPLAIN UPDATE app.customer SET note = 'x' WHERE salary < 7310060;
EXPLAIN DELETE FROM app.customer USING app.account WHERE account.ssn = customer.ssn;
EXPLAIN MERGE INTO app.customer USING app.account ON account.ssn = customer.ssn WHEN MATCHED THEN DELETE;
EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF, COSTS OFF) CREATE TABLE app.x AS SELECT id FROM app.customer WHERE salary < 7310060;
EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF, COSTS OFF) EXECUTE p(7310060);
EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF, COSTS OFF, WAL) UPDATE app.customer SET note = 'x' WHERE salary < 7310060;
