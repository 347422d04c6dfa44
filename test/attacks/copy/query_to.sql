-- class: copy
-- who: stranger
-- proves: COPY of a query gives what the query gives
COPY (SELECT ssn, salary FROM app.customer) TO STDOUT;
COPY (TABLE app.customer_view) TO STDOUT;
