-- class: partitions
-- who: owner
-- proves: rows are not moved to what is attached to a new partition, or to a foreign one
CREATE FUNCTION app.leak() RETURNS trigger LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak %', NEW; RETURN NEW; END$$;
CREATE TABLE app.next (LIKE app.payment);
CREATE TRIGGER t BEFORE INSERT ON app.next FOR EACH ROW EXECUTE FUNCTION app.leak();
ALTER TABLE app.payment ATTACH PARTITION app.next FOR VALUES FROM ('2040-01-01') TO ('2050-01-01');
UPDATE app.payment SET paid = '2040-01-01' WHERE id > 4;
