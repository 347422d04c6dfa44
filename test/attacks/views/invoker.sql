-- class: views
-- who: stranger
-- proves: a view with the rights of its user gives no more than the table
SELECT id, ssn FROM app.customer_invoker;
