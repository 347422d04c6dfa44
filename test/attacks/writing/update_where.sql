-- class: writing
-- who: stranger
-- shows: difference
-- proves: how many rows an UPDATE changes does not tell of hidden values
UPDATE app.customer SET name = 'x' WHERE ssn < '06' RETURNING id;
UPDATE app.customer SET name = 'x' WHERE salary < 7310060 RETURNING id;
UPDATE app.person SET name = 'x' WHERE tax < '06' RETURNING id;
