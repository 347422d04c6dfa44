-- class: graphs
-- who: stranger
-- from: 20
-- proves: GRAPH_TABLE shows of the tables of a property graph what a query of them shows
-- @setup
CREATE PROPERTY GRAPH app.shop
	VERTEX TABLES (app.customer KEY (id) LABEL customer PROPERTIES (id, consent, ssn, salary, note, lower(ssn) AS low),
		app.city KEY (name) LABEL city PROPERTIES (name, country))
	EDGE TABLES (app.orders KEY (id) SOURCE KEY (customer) REFERENCES customer (id)
		DESTINATION KEY (customer) REFERENCES customer (id) LABEL orders PROPERTIES (item));
ALTER PROPERTY GRAPH app.shop OWNER TO attack_owner;
GRANT SELECT ON PROPERTY GRAPH app.shop TO attack_stranger;
-- @attack
SELECT * FROM GRAPH_TABLE (app.shop MATCH (c IS customer) COLUMNS (c.ssn, c.salary));
SELECT * FROM GRAPH_TABLE (app.shop MATCH (c IS customer) COLUMNS (c.low, upper(c.ssn) AS up));
SELECT g FROM GRAPH_TABLE (app.shop MATCH (c IS customer)-[o IS orders]->(d IS customer) COLUMNS (c.ssn, o.item, d.ssn AS other)) AS g;
SELECT (SELECT string_agg(g.ssn, ' ') FROM GRAPH_TABLE (app.shop MATCH (d IS customer WHERE d.id = c.id) COLUMNS (d.ssn)) AS g) FROM app.city, app.customer AS c;
CREATE TEMP VIEW v AS SELECT * FROM GRAPH_TABLE (app.shop MATCH (c IS customer) COLUMNS (c.ssn, c.salary));
SELECT * FROM v;
CREATE TEMP TABLE t AS SELECT * FROM GRAPH_TABLE (app.shop MATCH (c IS customer) COLUMNS (c.low));
SELECT * FROM t;
COPY (SELECT * FROM GRAPH_TABLE (app.shop MATCH (c IS customer) COLUMNS (c.ssn))) TO stdout;
CREATE FUNCTION pg_temp.f() RETURNS SETOF text LANGUAGE sql STABLE BEGIN ATOMIC
	SELECT ssn FROM GRAPH_TABLE (app.shop MATCH (c IS customer) COLUMNS (c.ssn)); END;
SELECT * FROM pg_temp.f();
CREATE FUNCTION pg_temp.g() RETURNS SETOF text LANGUAGE sql STABLE AS
	'SELECT ssn FROM GRAPH_TABLE (app.shop MATCH (c IS customer) COLUMNS (c.ssn))';
SELECT * FROM pg_temp.g();
INSERT INTO app.log (line) SELECT ssn FROM GRAPH_TABLE (app.shop MATCH (c IS customer) COLUMNS (c.ssn)) RETURNING line;
CREATE FUNCTION pg_temp.tell(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
	$$BEGIN RAISE NOTICE 'told %', $1; RETURN true; END$$;
SELECT * FROM GRAPH_TABLE (app.shop MATCH (c IS customer WHERE pg_temp.tell(c.ssn)) COLUMNS (c.note));
WITH u AS (UPDATE app.customer SET note = g.ssn FROM GRAPH_TABLE (app.shop MATCH (c IS customer) COLUMNS (c.id, c.ssn)) AS g WHERE g.id = customer.id RETURNING customer.note) SELECT * FROM u;
