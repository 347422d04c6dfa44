-- class: writing
-- who: stranger
-- proves: an UPDATE moves no value into an open table
UPDATE app.city SET country = (SELECT max(ssn) FROM app.customer WHERE customer.city = city.name);
UPDATE app.city SET country = c.ssn FROM app.customer AS c WHERE c.city = city.name;
TABLE app.city;
