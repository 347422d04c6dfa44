-- class: writing
-- who: stranger
-- proves: nor through views
UPDATE app.customer_view SET name = ssn;
UPDATE app.customer_barrier SET note = email;
UPDATE app.customer_invoker SET note = birth::text;
SELECT name, note FROM app.customer;
