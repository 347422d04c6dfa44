-- class: views
-- who: owner
-- proves: redefining a view far below a materialized view, or swapping its columns, opens nothing
-- @setup
CREATE VIEW app.deep AS SELECT id, consent, name AS a, ssn AS b FROM app.customer;
CREATE VIEW app.deeper AS SELECT * FROM app.deep;
CREATE MATERIALIZED VIEW app.deep_mat AS SELECT * FROM app.deeper;
ALTER VIEW app.deep OWNER TO attack_owner;
ALTER VIEW app.deeper OWNER TO attack_owner;
ALTER MATERIALIZED VIEW app.deep_mat OWNER TO attack_owner;
-- @attack
ALTER VIEW app.deep RENAME COLUMN a TO x;
CREATE OR REPLACE VIEW app.deep AS SELECT id, consent, ''::text AS x, ''::text AS b FROM app.customer;
SELECT b FROM app.deep_mat;
