-- class: views
-- who: owner
-- proves: a temporary view of the same name does not stand in for the view that is replaced
CREATE TEMPORARY VIEW customer_step AS SELECT 1;
SET LOCAL search_path = app, public;
CREATE OR REPLACE VIEW customer_step AS SELECT id, consent, 'x'::text AS secret FROM customer;
SELECT secret FROM app.customer_step_mat;
