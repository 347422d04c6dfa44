-- class: partitions
-- who: owner
-- shows: difference
-- literals: 017-ZEBRA-A-42
-- proves: a new partition does not tell by a unique index which values rows have that move to it
CREATE TABLE app.next PARTITION OF app.payment (UNIQUE (card)) FOR VALUES FROM ('2040-01-01') TO ('2050-01-01');
INSERT INTO app.payment (id, consent, paid, card) VALUES (1000, false, '2040-01-01', '017-ZEBRA-A-42');
UPDATE app.payment SET paid = '2040-01-01' WHERE id > 4;
