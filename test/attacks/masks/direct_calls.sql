-- class: masks
-- who: stranger
-- proves: neither masks nor questions about the policy give values
SELECT purpose.partial(ssn, 20, '', 0) FROM app.customer;
SELECT purpose.blank(ssn), purpose.card(ssn || '') FROM app.customer;
SELECT purpose.verdict('app.customer', 'ssn'), max(ssn) FROM app.customer WHERE id > 4;
SELECT max(ssn) FROM app.customer WHERE id > 4;
