-- What is open to everybody, without any purpose.
-- who: stranger
-- purpose: none
-- test: tables without labels
SELECT * FROM app.city ORDER BY name;
SELECT o.item, c.country FROM app.orders AS o, app.city AS c ORDER BY o.id, c.name LIMIT 10;
-- test: open columns of a labelled table
SELECT id, name, city, note FROM app.customer ORDER BY id;
-- test: open columns through views
SELECT id, name FROM app.customer_view WHERE city = 'city 1' ORDER BY id;
-- test: a view that computes restricted columns nobody asks for
SELECT id FROM app.customer_view2 ORDER BY id;
-- test: counting
SELECT count(*) FROM app.customer;
SELECT city, count(*) FROM app.customer GROUP BY city ORDER BY city;
-- test: EXISTS with a star
SELECT name FROM app.city WHERE EXISTS (SELECT * FROM app.customer AS c WHERE c.city = city.name) ORDER BY name;
-- test: open columns of a CTE that holds others
WITH c AS (SELECT * FROM app.customer) SELECT id, name FROM c ORDER BY id LIMIT 10;
-- test: a field of a row
SELECT (c).name FROM app.customer AS c ORDER BY id LIMIT 5;
-- test: inheritance and partitions
SELECT id, name FROM app.person ORDER BY id;
SELECT id, paid FROM app.payment ORDER BY id;
-- test: update of open columns
UPDATE app.customer SET name = upper(name), city = 'city 0' WHERE id < 10 RETURNING id, name, city;
-- test: collecting
INSERT INTO app.customer (id, name, ssn, email) VALUES (1000, 'x', 'mine', 'm@example.com') RETURNING id, name;
INSERT INTO app.payment (id, paid, card) VALUES (1000, '2024-05-05', 'mine');
-- test: collecting by COPY
COPY app.person (id, name, tax) FROM STDIN;
1000	x	mine
\.
-- test: deleting whole rows
DELETE FROM app.customer WHERE id > 100 RETURNING id, name;
-- test: insert or update by an open key
INSERT INTO app.customer AS c (id, ssn) VALUES (9, 'x') ON CONFLICT (id) DO UPDATE SET name = 'hit' RETURNING id, c.name;
-- test: insert or nothing
INSERT INTO app.customer (id, ssn) VALUES (9, 'x') ON CONFLICT DO NOTHING;
-- test: foreign keys work and are checked
INSERT INTO app.orders VALUES (1000, 50, 'x');
DELETE FROM app.customer WHERE id = 50;
SELECT * FROM app.orders WHERE customer = 50;
-- test (fails): and fail as they should
INSERT INTO app.orders VALUES (1000, 5000, 'x');
-- test (fails): an error about another table after a write to a labelled one
UPDATE app.customer SET name = upper(name) WHERE id = 5;
INSERT INTO app.city VALUES ('city 1', 'x');
-- test (fails): a foreign key of another table after a write to a labelled one
CREATE TABLE app.trip (city text REFERENCES app.city);
UPDATE app.customer SET name = upper(name) WHERE id = 5;
INSERT INTO app.trip VALUES ('nowhere');
-- test: such errors, caught
CREATE TABLE app.trip (city text REFERENCES app.city);
DO $$
DECLARE d text;
BEGIN
	UPDATE app.customer SET name = upper(name) WHERE id = 5;
	INSERT INTO app.trip VALUES ('nowhere');
EXCEPTION WHEN foreign_key_violation THEN
	GET STACKED DIAGNOSTICS d = PG_EXCEPTION_DETAIL;
	RAISE NOTICE '%', d;
END $$;
-- test: references to a restricted key
INSERT INTO app.account (ssn, kind) VALUES ('mine', 'a');
INSERT INTO app.loan (id, ssn, kind) VALUES (1000, 'mine', 'a');
-- test: merge on open columns
MERGE INTO app.customer AS c USING app.city ON c.city = city.name WHEN MATCHED AND c.id < 10 THEN UPDATE SET note = country;
SELECT id, note FROM app.customer WHERE id < 12 ORDER BY id;
-- test: copy of open columns
COPY app.customer (id, name) TO STDOUT;
COPY (SELECT id, city FROM app.customer ORDER BY id) TO STDOUT;
-- test: plans and estimates of open columns
EXPLAIN SELECT id, name FROM app.customer WHERE status = 'old';
EXPLAIN SELECT * FROM app.orders WHERE customer = 5;
EXPLAIN SELECT name FROM app.customer WHERE id = 5;
-- test: statistics of open columns
SELECT attname, n_distinct, most_common_vals FROM pg_stats WHERE schemaname = 'app' AND tablename = 'customer'
	AND attname IN ('city', 'status', 'consent') ORDER BY 1;
-- test: own tables, views, functions, triggers
CREATE TABLE app.mine (id int PRIMARY KEY, c int REFERENCES app.customer, v text GENERATED ALWAYS AS ('x' || id) STORED);
CREATE FUNCTION app.f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.id := NEW.id + 1; RETURN NEW; END$$;
CREATE TRIGGER t BEFORE INSERT ON app.mine FOR EACH ROW EXECUTE FUNCTION app.f();
CREATE INDEX ON app.mine (upper(v));
CREATE VIEW app.mine_view AS SELECT m.v, c.name FROM app.mine AS m JOIN app.customer AS c ON c.id = m.c;
INSERT INTO app.mine SELECT i, i FROM generate_series(1, 5) AS i;
SELECT * FROM app.mine_view ORDER BY 1;
-- test: an extract of open columns
CREATE TABLE app.extract AS SELECT id, name, city FROM app.customer;
CREATE MATERIALIZED VIEW app.extract_mat AS SELECT city, count(*) FROM app.customer GROUP BY city;
SELECT * FROM app.extract_mat ORDER BY city;
-- test: catalogs
SELECT relname FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relkind = 'r' ORDER BY 1;
SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'app' ORDER BY 1, 2;
-- test: psql's descriptions
\d app.customer
\dt app.*
