-- class: writing
-- who: stranger
-- proves: RETURNING gives masked values of the statement's other tables
UPDATE app.city SET country = country FROM app.customer AS c WHERE c.city = city.name RETURNING c.ssn, c;
DELETE FROM app.orders USING app.customer AS c WHERE c.id = orders.customer RETURNING c.*;
INSERT INTO app.log (line) VALUES ('x') RETURNING (SELECT max(ssn) FROM app.customer WHERE id > 4);
