-- class: views
-- who: stranger
-- proves: a column of a materialized view that holds whole rows of a view has the policy of all that the view shows
-- @setup
CREATE VIEW app.boxed AS SELECT v AS box, id FROM app.customer_view AS v;
CREATE MATERIALIZED VIEW app.whole AS SELECT id, consent, v AS r, to_jsonb(v) AS j FROM app.customer_view AS v;
CREATE MATERIALIZED VIEW app.whole2 AS SELECT id, box::text AS t FROM app.boxed;
CREATE MATERIALIZED VIEW app.whole3 AS SELECT w.r::text AS t FROM app.whole AS w;
CREATE MATERIALIZED VIEW app.whole4 AS SELECT (ARRAY(SELECT v FROM app.customer_view AS v ORDER BY id))[7].ssn AS t;
GRANT SELECT ON app.whole, app.whole2, app.whole3, app.whole4 TO PUBLIC;
-- @attack
SELECT r FROM app.whole WHERE id = 7;
SELECT j FROM app.whole WHERE id = 7;
SELECT t FROM app.whole2 WHERE id = 7;
SELECT t FROM app.whole3 ORDER BY 1;
SELECT t FROM app.whole4;
