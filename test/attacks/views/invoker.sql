-- class: views
-- who: stranger
-- proves: nor does a view with the rights of its user
SELECT id, ssn FROM app.customer_invoker;
