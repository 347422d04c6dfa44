-- Statements that write, for a purpose that all labels allow.
-- who: clerk
-- purpose: service
-- test: update
UPDATE app.customer SET ssn = 'new-' || id, salary = salary + 1 WHERE salary < 7310060 RETURNING id, ssn, salary, ssn_upper;
-- test: update from another table
UPDATE app.loan SET kind = 'a' FROM app.customer AS c WHERE c.ssn = loan.ssn RETURNING loan.id, c.ssn;
-- test: delete
DELETE FROM app.guarded WHERE secret < '06' RETURNING *;
-- test: insert of selected rows
INSERT INTO app.log (line) SELECT ssn FROM app.customer ORDER BY id RETURNING line;
-- test: insert or update
INSERT INTO app.customer AS c (id, ssn) VALUES (9, 'x') ON CONFLICT (id) DO UPDATE SET name = c.ssn WHERE c.salary > 0 RETURNING c.id, c.name;
-- test: insert or update by a restricted key
INSERT INTO app.customer AS c (id, ssn) SELECT 1000, ssn FROM app.customer WHERE id = 9
	ON CONFLICT (ssn) DO UPDATE SET name = 'hit' RETURNING c.id, c.name;
-- test: merge
MERGE INTO app.customer AS c USING app.loan AS l ON c.ssn = l.ssn WHEN MATCHED AND l.id > 10 THEN UPDATE SET salary = 0
	WHEN NOT MATCHED THEN DO NOTHING;
SELECT id, salary FROM app.customer ORDER BY id;
-- test: a writing CTE
WITH d AS (DELETE FROM app.badge WHERE kind = 'a' RETURNING ssn) INSERT INTO app.log (line) SELECT ssn FROM d RETURNING line;
-- test: a cascade
UPDATE app.customer SET id = id + 1000 WHERE id < 10;
DELETE FROM app.customer WHERE id > 1005;
SELECT * FROM app.orders ORDER BY id;
-- test: a row moves between partitions
UPDATE app.payment SET paid = paid + 365 WHERE card < '06' RETURNING tableoid::regclass, *;
-- test: through a view
UPDATE app.customer_view SET ssn = 'v' || id WHERE id < 20 RETURNING ssn, salary;
-- test: where current of a cursor
DECLARE c CURSOR FOR SELECT ssn FROM app.customer WHERE id = 40 FOR UPDATE;
FETCH c;
UPDATE app.customer SET ssn = 'current' WHERE CURRENT OF c RETURNING id, ssn;
-- test: a table from a query
CREATE TABLE app.extract AS SELECT id, ssn, birth FROM app.customer;
SELECT * FROM app.extract ORDER BY id;
-- test: a materialized view
CREATE MATERIALIZED VIEW app.mine AS SELECT id, ssn FROM app.customer;
REFRESH MATERIALIZED VIEW app.mine;
SELECT * FROM app.mine ORDER BY id;
-- test: copy to
COPY app.customer TO STDOUT;
-- test: copy of some columns
COPY app.payment_2024 (id, card) TO STDOUT (FORMAT csv, HEADER);
-- test: copy of a query
COPY (SELECT c FROM app.customer AS c ORDER BY id) TO STDOUT;
-- test: copy from
COPY app.loan (id, ssn, kind) FROM STDIN;
1000	open-1	a
\.
SELECT * FROM app.loan WHERE id = 1000;
-- test (fails): a duplicate key
UPDATE app.badge SET kind = 'b' WHERE id = 7;
-- test (fails): a failing check
UPDATE app.badge SET kind = 'bad' WHERE id = 7;
-- test (fails): a missing reference
UPDATE app.loan SET ssn = 'nobody' WHERE id = 7;
-- test (fails): a NULL
UPDATE app.customer SET consent = NULL WHERE id = 7;
-- test: prepared statements
PREPARE p (int) AS SELECT ssn FROM app.customer WHERE id = $1;
SET LOCAL plan_cache_mode = force_generic_plan;
EXECUTE p (7);
EXPLAIN EXECUTE p (8);
CREATE TEMP TABLE t AS EXECUTE p (9);
TABLE t;
-- test: functions
CREATE FUNCTION pg_temp.f(i int) RETURNS text LANGUAGE plpgsql AS $$BEGIN RETURN (SELECT ssn FROM app.customer WHERE id = i); END$$;
CREATE FUNCTION pg_temp.g() RETURNS SETOF app.customer LANGUAGE sql STABLE AS 'SELECT * FROM app.customer';
SELECT pg_temp.f(i) FROM generate_series(1, 10) AS i;
SELECT ssn FROM pg_temp.g() ORDER BY id LIMIT 10;
-- test: cursors
DECLARE c SCROLL CURSOR FOR SELECT id, ssn FROM app.customer ORDER BY id;
FETCH 3 FROM c;
MOVE FORWARD 10 FROM c;
FETCH BACKWARD 2 FROM c;
-- test: xml of a query
SELECT query_to_xml('SELECT id, ssn FROM app.customer ORDER BY id LIMIT 3', true, false, '');
