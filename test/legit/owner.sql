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
