-- class: virtual
-- who: stranger
-- from: 18
-- proves: RETURNING OLD and NEW show what the table shows, and no more
UPDATE app.customer SET note = 'x' WHERE id = 50 RETURNING old.ssn, new.ssn;
UPDATE app.customer SET note = 'x' WHERE id = 51 RETURNING old, new;
UPDATE app.customer SET note = 'x' WHERE id = 52 RETURNING old.*;
UPDATE app.customer SET consent = true WHERE id = 53 RETURNING old.ssn, new.ssn, new.ssn_upper, old.ssn_upper;
UPDATE app.customer SET consent = false WHERE id = 53 RETURNING old.ssn, new.ssn;
UPDATE app.customer SET note = 'x' WHERE id = 54 RETURNING WITH (OLD AS o, NEW AS n) o.ssn || n.ssn, to_jsonb(o), row_to_json(n);
INSERT INTO app.customer (id, ssn) VALUES (55, 'x') ON CONFLICT (id) DO UPDATE SET note = 'x' RETURNING old.ssn, new.ssn, old.salary;
INSERT INTO app.customer (id, ssn) VALUES (56, 'x') ON CONFLICT (id) DO UPDATE SET consent = false RETURNING old.ssn, new.ssn, old.salary;
UPDATE app.payment SET consent = false, paid = paid + 366 WHERE id = 20 RETURNING old.card, new.card, old, new;
UPDATE app.customer_view SET note = 'x' WHERE id = 57 RETURNING old.ssn, new.salary;
MERGE INTO app.customer AS c USING (VALUES (58)) AS s (i) ON c.id = s.i WHEN MATCHED THEN UPDATE SET note = 'x'
	RETURNING old.ssn, new.email, old, c.salary;
DELETE FROM app.customer WHERE id = 110 RETURNING old.ssn, old;
