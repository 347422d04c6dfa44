-- class: partitions
-- who: owner
-- proves: the checks and the key of a new partition are not called for rows that move to it
CREATE FUNCTION app.leak(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN 'x'; END$$;
CREATE TABLE app.next PARTITION OF app.payment (CHECK (app.leak(card) IS NOT NULL))
	FOR VALUES FROM ('2040-01-01') TO ('2050-01-01');
CREATE TABLE app.last PARTITION OF app.payment
	FOR VALUES FROM ('2050-01-01') TO ('2060-01-01') PARTITION BY LIST (app.leak(card));
CREATE TABLE app.leaf PARTITION OF app.last FOR VALUES IN ('x');
UPDATE app.payment SET paid = '2040-01-01' WHERE id > 4;
UPDATE app.payment SET paid = '2050-01-01' WHERE id > 4;
