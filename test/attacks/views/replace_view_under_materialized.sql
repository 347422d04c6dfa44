-- class: views
-- who: owner
-- proves: redefining a view does not open the materialized view that was filled from it
CREATE OR REPLACE VIEW app.customer_step AS SELECT id, consent, ''::text AS secret FROM app.customer;
SELECT secret FROM app.customer_step_mat;
