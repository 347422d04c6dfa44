-- class: copy
-- who: stranger
-- proves: a materialized view is not copied as it is
COPY (SELECT * FROM app.customer_mat) TO STDOUT;
COPY app.customer_mat TO STDOUT;
