-- class: writing
-- who: stranger
-- proves: RETURNING gives what SELECT gives
UPDATE app.customer SET name = name RETURNING ssn, email;
DELETE FROM app.person RETURNING tax;
UPDATE app.customer AS c SET name = name RETURNING c;
UPDATE app.customer AS c SET name = name RETURNING (SELECT c.ssn), (SELECT string_agg(c.email, '') FROM app.city);
UPDATE app.mixed SET id = id RETURNING *;
DELETE FROM hr.pay RETURNING *;
