-- class: graphs
-- who: owner
-- from: 20
-- proves: a materialized view over a property graph has the policy of what it was computed from, whatever becomes of the graph
-- @setup
CREATE PROPERTY GRAPH app.shop VERTEX TABLES (
	app.customer KEY (id) LABEL who PROPERTIES (id, consent, ssn AS told, lower(ssn) AS low),
	app.city KEY (name) LABEL who PROPERTIES (1 AS id, true AS consent, name AS told, country AS low));
ALTER PROPERTY GRAPH app.shop OWNER TO attack_owner;
CREATE VIEW app.of_graph AS SELECT id, consent, told, low FROM GRAPH_TABLE (app.shop MATCH (c IS who) COLUMNS (c.id, c.consent, c.told, c.low));
ALTER VIEW app.of_graph OWNER TO attack_owner;
CREATE MATERIALIZED VIEW app.stored AS SELECT g.id, g.consent, g.told, (SELECT max(l.low) FROM GRAPH_TABLE (app.shop MATCH (c IS who WHERE c.id = g.id) COLUMNS (c.low)) AS l) AS low
	FROM GRAPH_TABLE (app.shop MATCH (c IS who) COLUMNS (c.id, c.consent, c.told)) AS g;
CREATE MATERIALIZED VIEW app.stored2 AS WITH w AS (SELECT * FROM app.of_graph) SELECT id, consent, told || '' AS t FROM w;
ALTER MATERIALIZED VIEW app.stored OWNER TO attack_owner;
ALTER MATERIALIZED VIEW app.stored2 OWNER TO attack_owner;
-- @attack
SELECT told FROM app.stored;
SELECT low FROM app.stored;
SELECT t FROM app.stored2;
SELECT s FROM app.stored2 AS s;
ALTER PROPERTY GRAPH app.shop ALTER VERTEX TABLE customer ALTER LABEL who DROP PROPERTIES (told);
ALTER PROPERTY GRAPH app.shop ALTER VERTEX TABLE customer ALTER LABEL who ADD PROPERTIES (note AS told);
ALTER PROPERTY GRAPH app.shop ALTER VERTEX TABLE customer ALTER LABEL who DROP PROPERTIES (low);
ALTER PROPERTY GRAPH app.shop ALTER VERTEX TABLE customer ALTER LABEL who ADD PROPERTIES (note AS low);
SELECT told, low FROM app.stored;
SELECT t FROM app.stored2;
ALTER PROPERTY GRAPH app.shop DROP VERTEX TABLES (customer);
SELECT told, low FROM app.stored;
SELECT t FROM app.stored2;
