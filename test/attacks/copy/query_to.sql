-- class: copy
-- who: stranger
-- proves: and so does COPY of a query
COPY (SELECT ssn, salary FROM app.customer) TO STDOUT;
COPY (TABLE app.customer_view) TO STDOUT;
