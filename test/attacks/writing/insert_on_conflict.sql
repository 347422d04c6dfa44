-- class: writing
-- who: stranger
-- proves: ON CONFLICT copies no value of the row that is there
INSERT INTO app.customer AS c (id, ssn) VALUES (9, 'x') ON CONFLICT (id) DO UPDATE SET name = c.ssn, note = c.email RETURNING name, note;
INSERT INTO app.customer AS c (id, ssn) VALUES (9, 'x') ON CONFLICT (id) DO UPDATE SET name = 'x' RETURNING ssn, c;
INSERT INTO app.customer AS c (id, ssn) VALUES (9, 'x') ON CONFLICT (id) DO UPDATE SET name = (SELECT c.ssn);
SELECT name, note FROM app.customer WHERE id = 9;
