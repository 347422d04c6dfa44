-- class: triggers
-- who: owner
-- proves: rows do not move into a partition that brings triggers of the owner's own
CREATE FUNCTION app.leak() RETURNS trigger LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak %', NEW; RETURN NEW; END$$;
CREATE TABLE app.payment_2040 (LIKE app.payment);
CREATE TRIGGER t BEFORE INSERT ON app.payment_2040 FOR EACH ROW EXECUTE FUNCTION app.leak();
ALTER TABLE app.payment ATTACH PARTITION app.payment_2040 FOR VALUES FROM ('2040-01-01') TO ('2041-01-01');
UPDATE app.payment SET paid = '2040-02-02' WHERE id > 4;
