-- class: partitions
-- who: stranger
-- proves: moving rows between partitions returns no values
UPDATE app.payment SET paid = paid + 365 RETURNING id, card, amount;
UPDATE app.payment SET paid = paid + 365 RETURNING *;
