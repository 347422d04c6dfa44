-- bench/schema.sql - the tables of every case, and nothing of pg_purpose.
--
-- psql variables: rows (of ordinary tables), wide (of the wide table),
-- consents (of the table with consent by row), partitions.

\set ON_ERROR_STOP on
SET client_min_messages = warning;

-- A table as applications have it.
CREATE TABLE customer (
	id int PRIMARY KEY, region int NOT NULL, name text, email text, card text,
	birth date, newsletter boolean, note text
) WITH (fillfactor = 70);
INSERT INTO customer
SELECT g, g % 25, 'customer ' || g, 'customer' || g || '@example.com',
	'4111 1111 1111 ' || lpad((g % 10000)::text, 4, '0'),
	date '1940-01-01' + g % 25000, g % 3 = 0, 'note ' || g
FROM generate_series(1, :rows) g;

-- Three views, one above the other.
CREATE VIEW customer_v1 AS SELECT * FROM customer;
CREATE VIEW customer_v2 AS SELECT * FROM customer_v1 WHERE id > 0;
CREATE VIEW customer_v3 AS SELECT id, name, email, card FROM customer_v2;

-- One that has no label in any database, for plans that depend on none.
CREATE TABLE product (id int PRIMARY KEY, name text);
INSERT INTO product SELECT g, 'product ' || g FROM generate_series(1, :rows) g;

-- Rows to delete by key.
CREATE TABLE victim (id int PRIMARY KEY, email text, note text);
INSERT INTO victim SELECT g, 'victim' || g || '@example.com', 'note ' || g
FROM generate_series(1, 30000) g;

-- Twenty columns, four of which get labels.
CREATE TABLE wide (
	id int PRIMARY KEY, c1 int, c2 text, c3 text, c4 numeric, c5 date, c6 int,
	c7 int, c8 text, c9 text, c10 boolean, c11 date, c12 bigint, c13 int, c14 text,
	c15 text, c16 int, c17 numeric, c18 text, c19 int
);
INSERT INTO wide
SELECT g, g % 7, 'text ' || g, 'secret ' || g, g / 8.0, date '2000-01-01' + g % 9000,
	g % 11, g % 13, 'more ' || g, 'words', g % 2 = 0, date '1950-01-01' + g % 20000, g * 7,
	g % 17, 'fourteen', 'phone ' || g, g % 19, g / 16.0, 'eighteen', g
FROM generate_series(1, :wide) g;

-- Consent by row.
CREATE TABLE consent (id int PRIMARY KEY, phone text, agreed boolean);
INSERT INTO consent SELECT g, '555-' || g, g % 3 = 0 FROM generate_series(1, :consents) g;

-- A ten-way join.
SELECT format('CREATE TABLE j%s (id int PRIMARY KEY, ref int, email text)', t),
	format('INSERT INTO j%s SELECT g, 1 + g %% 500, ''mail'' || g FROM generate_series(1, 500) g', t)
FROM generate_series(1, 10) t
\gexec

-- Many partitions.
CREATE TABLE parted (id int NOT NULL, a text, b text) PARTITION BY RANGE (id);
SELECT format('CREATE TABLE parted_%s PARTITION OF parted FOR VALUES FROM (%s) TO (%s)', p, p * 10, p * 10 + 10)
FROM generate_series(0, :partitions - 1) p
\gexec
CREATE INDEX ON parted (id);
INSERT INTO parted SELECT g, 'a' || g, 'b' || g FROM generate_series(0, :partitions * 10 - 1) g;

-- Foreign keys to four tables.
CREATE TABLE shop (id int PRIMARY KEY, owner text);
INSERT INTO shop SELECT g, 'owner ' || g FROM generate_series(1, 100) g;
CREATE TABLE carrier (id int PRIMARY KEY, driver text);
INSERT INTO carrier SELECT g, 'driver ' || g FROM generate_series(1, 100) g;
CREATE TABLE shipment (
	id int PRIMARY KEY, customer int REFERENCES customer, product int REFERENCES product,
	shop int REFERENCES shop, carrier int REFERENCES carrier, street text
);

-- Who runs the cases is no superuser and owns nothing.
SELECT 'CREATE ROLE clerk LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'clerk')
\gexec
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO clerk;
GRANT pg_read_all_stats TO clerk;
