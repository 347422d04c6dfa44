-- class: views
-- who: stranger
-- proves: a materialized view has the policy of the tables it was filled from
TABLE app.customer_mat;
SELECT secret FROM app.customer_step_mat;
