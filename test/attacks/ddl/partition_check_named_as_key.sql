-- class: ddl
-- who: owner
-- proves: a CHECK that a partition brings is looked at, whatever other constraint of its name the parent has
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
ALTER TABLE app.payment ADD CONSTRAINT one_name UNIQUE (id, paid);
CREATE TABLE app.payment_2040 (id int NOT NULL, consent boolean NOT NULL DEFAULT false, paid date NOT NULL,
	card text, amount int, CONSTRAINT one_name CHECK (app.leak(card)));
ALTER TABLE app.payment ATTACH PARTITION app.payment_2040 FOR VALUES FROM ('2040-01-01') TO ('2041-01-01');
UPDATE app.payment SET paid = '2040-02-02' WHERE paid < '2024-01-01';
