-- class: ddl
-- who: owner
-- shows: difference
-- proves: rows do not move into a partition whose own constraints test hidden values
CREATE TABLE app.payment_2040 PARTITION OF app.payment (CHECK (amount % 1000 > 560 OR id < 5))
	FOR VALUES FROM ('2040-01-01') TO ('2041-01-01');
UPDATE app.payment SET paid = '2040-02-02' WHERE id = 50;
UPDATE app.payment SET paid = '2040-02-02' WHERE id = 51;
CREATE TABLE app.payment_2041 PARTITION OF app.payment (UNIQUE (card, paid)) FOR VALUES FROM ('2041-01-01') TO ('2042-01-01');
UPDATE app.payment SET paid = '2041-02-02' WHERE id > 4;
