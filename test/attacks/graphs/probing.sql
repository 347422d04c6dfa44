-- class: graphs
-- who: stranger
-- from: 20
-- shows: difference
-- proves: patterns, edges and conditions of GRAPH_TABLE tell nothing of restricted columns
-- @setup
CREATE PROPERTY GRAPH app.ties
	VERTEX TABLES (app.customer KEY (ssn) LABEL customer PROPERTIES (id, ssn, salary),
		app.person KEY (id) LABEL person PROPERTIES (id AS pid, tax))
	EDGE TABLES (app.badge KEY (id, kind) SOURCE KEY (ssn) REFERENCES customer (ssn)
		DESTINATION KEY (id) REFERENCES person (id) LABEL badge PROPERTIES (kind));
GRANT SELECT ON PROPERTY GRAPH app.ties TO attack_stranger;
-- @attack
SELECT 'ORACLE', * FROM GRAPH_TABLE (app.ties MATCH (c IS customer WHERE c.salary > 7310060) COLUMNS (c.id)) ORDER BY 2;
SELECT 'ORACLE', count(*) FROM GRAPH_TABLE (app.ties MATCH (c IS customer WHERE c.ssn < '060') COLUMNS (c.id));
SELECT 'ORACLE', * FROM GRAPH_TABLE (app.ties MATCH (c IS customer)-[b IS badge]->(p IS person) COLUMNS (c.id, p.pid)) ORDER BY 2, 3;
SELECT 'ORACLE', * FROM GRAPH_TABLE (app.ties MATCH (c IS customer) WHERE c.ssn > '0' COLUMNS (c.id, c.salary > 7310060 AS rich)) ORDER BY 2;
SELECT 'ORACLE', c.id FROM app.customer AS c WHERE EXISTS (SELECT FROM GRAPH_TABLE (app.ties MATCH (d IS customer WHERE d.ssn > c.ssn) COLUMNS (d.id)) AS g WHERE g.id < c.id) ORDER BY 2;
SELECT 'ORACLE', * FROM GRAPH_TABLE (app.ties MATCH (c IS customer) COLUMNS (c.id, c.ssn)) ORDER BY ssn LIMIT 10;
EXPLAIN SELECT * FROM GRAPH_TABLE (app.ties MATCH (c IS customer WHERE c.ssn < '060') COLUMNS (c.id));
