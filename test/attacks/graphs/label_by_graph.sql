-- class: graphs
-- who: clerk
-- from: 20
-- modes: mask
-- purpose: none
-- proves: no property graph, whose owner says what it means, gives consent in a label
-- @setup
CREATE PROPERTY GRAPH app.consents VERTEX TABLES (app.customer KEY (id) LABEL who PROPERTIES (id AS who, consent AS given));
ALTER PROPERTY GRAPH app.consents OWNER TO attack_clerk;
GRANT SELECT ON PROPERTY GRAPH app.consents TO attack_owner;
GRANT ALL ON app.badge TO attack_clerk;
-- @labels
DO $$
BEGIN
	SECURITY LABEL FOR purpose ON COLUMN app.badge.ssn IS 'ALLOW marketing WHEN (EXISTS (SELECT FROM GRAPH_TABLE (app.consents MATCH (c IS who WHERE c.given) COLUMNS (c.who)) AS g WHERE g.who = badge.id)); ELSE NULL';
EXCEPTION WHEN invalid_object_definition THEN
	RAISE NOTICE '%', SQLERRM;
END $$;
-- @attack
ALTER PROPERTY GRAPH app.consents ALTER VERTEX TABLE customer ALTER LABEL who DROP PROPERTIES (given);
ALTER PROPERTY GRAPH app.consents ALTER VERTEX TABLE customer ALTER LABEL who ADD PROPERTIES (true AS given);
SET purpose.current = 'marketing';
SELECT ssn FROM app.badge;
