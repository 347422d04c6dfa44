-- class: writing
-- who: stranger
-- proves: an UPDATE moves no value into an open column
UPDATE app.customer SET name = ssn;
SELECT name FROM app.customer;
UPDATE app.customer SET (name, note) = (ssn, email) WHERE id > 100;
UPDATE app.customer AS c SET name = (SELECT c.ssn) WHERE id > 100;
UPDATE app.customer AS c SET name = o.ssn FROM app.customer AS o WHERE o.id = c.id;
UPDATE app.payment SET paid = date '2023-01-01' + (amount - 7310000) WHERE id > 4;
SELECT name, note FROM app.customer;
