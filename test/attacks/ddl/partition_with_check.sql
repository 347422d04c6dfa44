-- class: ddl
-- who: owner
-- proves: rows do not move into a partition whose own constraints and indexes look at hidden values
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
SAVEPOINT a;
CREATE TABLE app.payment_2040 PARTITION OF app.payment (CHECK (app.leak(card)))
	FOR VALUES FROM ('2040-01-01') TO ('2041-01-01');
UPDATE app.payment SET paid = '2040-02-02' WHERE id > 4;
ROLLBACK TO a;
CREATE TABLE app.payment_2040 (LIKE app.payment, CHECK (app.leak(card)));
ALTER TABLE app.payment ATTACH PARTITION app.payment_2040 FOR VALUES FROM ('2040-01-01') TO ('2041-01-01');
UPDATE app.payment SET paid = '2040-02-02' WHERE id > 4;
ROLLBACK TO a;
CREATE TABLE app.payment_2040 (LIKE app.payment);
CREATE INDEX ON app.payment_2040 (app.leak(card));
ALTER TABLE app.payment ATTACH PARTITION app.payment_2040 FOR VALUES FROM ('2040-01-01') TO ('2041-01-01');
UPDATE app.payment SET paid = '2040-02-02' WHERE id > 4;
ROLLBACK TO a;
CREATE TABLE app.payment_2040 PARTITION OF app.payment FOR VALUES FROM ('2040-01-01') TO ('2041-01-01')
	PARTITION BY LIST (app.leak(card));
CREATE TABLE app.payment_2040_rest PARTITION OF app.payment_2040 DEFAULT;
UPDATE app.payment SET paid = '2040-02-02' WHERE id > 4;
