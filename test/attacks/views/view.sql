-- class: views
-- who: stranger
-- proves: the owner's view gives no more than the table
SELECT * FROM app.customer_view;
SELECT s, salary FROM app.customer_view2;
SELECT v FROM app.customer_view AS v;
