-- The owner's ordinary work on labelled tables, without any purpose.
-- who: owner
-- purpose: none
-- test: columns that come and go
ALTER TABLE app.customer ADD COLUMN phone text, ADD COLUMN born_in text DEFAULT 'x' NOT NULL;
SELECT id, phone, born_in FROM app.customer ORDER BY id LIMIT 3;
ALTER TABLE app.customer DROP COLUMN phone;
-- test: defaults and storage
ALTER TABLE app.customer ALTER COLUMN ssn SET DEFAULT 'none', ALTER COLUMN email SET STORAGE EXTERNAL, ALTER COLUMN ssn SET STATISTICS 50;
-- test: an index
CREATE INDEX ON app.customer (name);
CREATE INDEX ON app.customer (upper(city)) WHERE status = 'old';
CREATE INDEX ON app.customer (email);
-- test: keys and checks on open columns
ALTER TABLE app.customer ADD UNIQUE (note), ADD CHECK (status <> 'gone'), ALTER COLUMN name SET NOT NULL;
-- test: a foreign key on open columns
ALTER TABLE app.customer ADD FOREIGN KEY (city) REFERENCES app.city;
-- test: conversions of open columns
ALTER TABLE app.city ALTER COLUMN country TYPE varchar(100) USING upper(country);
SELECT * FROM app.city ORDER BY name;
-- test: rights and comments
GRANT SELECT ON app.customer TO PUBLIC;
COMMENT ON COLUMN app.customer.ssn IS 'social security number';
-- test: names
ALTER TABLE app.city RENAME COLUMN country TO land;
ALTER TABLE app.orders RENAME TO order_lines;
ALTER INDEX app.customer_salary_idx RENAME TO s;
-- test: views
CREATE VIEW app.names AS SELECT id, name FROM app.customer;
CREATE OR REPLACE VIEW app.names AS SELECT id, name, city FROM app.customer;
SELECT * FROM app.names ORDER BY id LIMIT 3;
-- test: partitions
CREATE TABLE app.payment_2030 (LIKE app.payment);
INSERT INTO app.payment_2030 (id, paid, consent) VALUES (1, '2030-01-01', false);
ALTER TABLE app.payment ATTACH PARTITION app.payment_2030 FOR VALUES FROM ('2030-01-01') TO ('2031-01-01');
SELECT id, paid FROM app.payment_2030;
-- test: partitions that are new
CREATE TABLE app.payment_2031 PARTITION OF app.payment FOR VALUES FROM ('2031-01-01') TO ('2032-01-01');
CREATE TABLE app.payment_2032 PARTITION OF app.payment (CHECK (id > 0), UNIQUE (id, paid)) FOR VALUES FROM ('2032-01-01') TO ('2033-01-01');
CREATE TABLE app.payment_2033 (LIKE app.payment INCLUDING ALL, CHECK (id > 0));
CREATE INDEX ON app.payment_2033 (paid);
CREATE INDEX ON app.payment_2033 (card);
ALTER TABLE app.payment ATTACH PARTITION app.payment_2033 FOR VALUES FROM ('2033-01-01') TO ('2034-01-01');
UPDATE app.payment SET paid = paid + interval '8 years' WHERE paid BETWEEN '2023-06-01' AND '2023-08-01';
SELECT tableoid::regclass, count(*) FROM app.payment GROUP BY 1 ORDER BY 1;
-- test: an index of a partitioned table reaches a new partition
CREATE INDEX ON app.payment (paid);
CREATE INDEX ON app.payment (amount);
CREATE TABLE app.payment_2034 PARTITION OF app.payment FOR VALUES FROM ('2034-01-01') TO ('2035-01-01');
CREATE TABLE app.payment_2035 (LIKE app.payment);
ALTER TABLE app.payment ATTACH PARTITION app.payment_2035 FOR VALUES FROM ('2035-01-01') TO ('2036-01-01');
SELECT count(*) FROM pg_inherits WHERE inhparent = 'app.payment'::regclass;
-- test: children
CREATE TABLE app.intern (school text) INHERITS (app.person);
INSERT INTO app.intern (id, name, tax, school) VALUES (100, 'i', 't', 's');
SELECT id, name, school FROM app.intern;
-- test: truncate and drop
TRUNCATE app.badge;
DROP TABLE app.log, app.booking;
-- test: row security on open columns
CREATE POLICY p ON app.orders USING (item <> 'item 5');
ALTER TABLE app.orders ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
SELECT count(*) FROM app.orders;
-- test: triggers on open tables
CREATE FUNCTION app.f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
CREATE TRIGGER t BEFORE UPDATE ON app.orders FOR EACH ROW EXECUTE FUNCTION app.f();
UPDATE app.orders SET item = 'x' WHERE id = 1 RETURNING *;
-- test: locks
LOCK TABLE app.customer IN ACCESS EXCLUSIVE MODE;
-- test: statistics of open columns
CREATE STATISTICS app.s ON city, status FROM app.customer;
ANALYZE app.customer;
EXPLAIN SELECT FROM app.customer WHERE city = 'city 1' AND status = 'old';
-- test: a partition with the indexes, checks and keys of the others
CREATE TABLE app.payment_2031 (LIKE app.payment INCLUDING ALL);
ALTER TABLE app.payment_2031 ADD PRIMARY KEY (id);
CREATE INDEX ON app.payment_2031 (card);
INSERT INTO app.payment_2031 (id, paid, consent) VALUES (1000, '2031-01-01', false);
ALTER TABLE app.payment ATTACH PARTITION app.payment_2031 FOR VALUES FROM ('2031-01-01') TO ('2032-01-01');
CREATE TABLE app.payment_2032 PARTITION OF app.payment (CHECK (id > 0), PRIMARY KEY (id)) FOR VALUES FROM ('2032-01-01') TO ('2033-01-01');
UPDATE app.payment SET paid = '2032-05-05' WHERE id = 7;
SELECT id, paid FROM app.payment_2032;
-- test: a partition that leaves and comes back
ALTER TABLE app.payment DETACH PARTITION app.payment_2023;
ALTER TABLE app.payment ATTACH PARTITION app.payment_2023 FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
SELECT count(*) FROM app.payment;
DROP TABLE app.payment_2024;
-- test: partitions of one's own, with triggers and all
CREATE TABLE app.visit (id int PRIMARY KEY, note text CHECK (note <> '')) PARTITION BY RANGE (id);
CREATE INDEX ON app.visit (upper(note));
CREATE FUNCTION app.f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
CREATE TRIGGER t BEFORE INSERT ON app.visit FOR EACH ROW EXECUTE FUNCTION app.f();
CREATE TABLE app.visit_1 (id int NOT NULL, note text CHECK (note <> ''));
ALTER TABLE app.visit_1 RENAME CONSTRAINT visit_1_note_check TO visit_note_check;
INSERT INTO app.visit_1 VALUES (1, 'x');
ALTER TABLE app.visit ATTACH PARTITION app.visit_1 FOR VALUES FROM (1) TO (10);
ALTER TABLE app.visit DETACH PARTITION app.visit_1;
DROP TABLE app.visit, app.visit_1;
-- test: a table comes below another
CREATE TABLE app.above (id int UNIQUE, name text);
ALTER TABLE app.person INHERIT app.above;
SELECT id, name FROM app.above ORDER BY id LIMIT 3;
ALTER TABLE app.person NO INHERIT app.above;
-- test: the order of open columns
CREATE INDEX by_city ON app.customer (city, id);
CLUSTER app.customer USING by_city;
CLUSTER app.customer;
SELECT id FROM app.customer LIMIT 5;
-- test: types of open columns with constraints, on labelled tables too
ALTER TABLE app.badge ADD COLUMN colour text DEFAULT 'red';
ALTER TABLE app.badge ADD CONSTRAINT c CHECK (colour <> kind), ADD UNIQUE (id, kind, colour);
ALTER TABLE app.badge ALTER COLUMN colour TYPE varchar(50);
ALTER TABLE app.customer ADD CONSTRAINT d CHECK (note <> 'x') NOT VALID;
ALTER TABLE app.customer VALIDATE CONSTRAINT d;
-- test: types of one's own
CREATE TYPE app.mood AS ENUM ('a', 'b');
CREATE TABLE app.moody (id int, mood app.mood, span int4range);
CREATE INDEX ON app.moody (mood);
CREATE INDEX ON app.moody USING gist (span);
ANALYZE app.moody;
CREATE INDEX ON app.booking USING gist (during);
ANALYZE app.booking, app.customer;
-- test: functions and views that no label names
CREATE FUNCTION app.twice(int) RETURNS int LANGUAGE sql RETURN $1 * 2;
CREATE VIEW app.v AS SELECT app.twice(id) FROM app.customer;
DROP VIEW app.v;
DROP FUNCTION app.twice(int);
