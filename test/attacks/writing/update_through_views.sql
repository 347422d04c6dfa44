-- class: writing
-- who: stranger
-- proves: an UPDATE through a view moves no value into an open column
UPDATE app.customer_view SET name = ssn;
UPDATE app.customer_barrier SET note = email;
UPDATE app.customer_invoker SET note = birth::text;
SELECT name, note FROM app.customer;
