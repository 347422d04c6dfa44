-- class: constraints
-- who: owner
-- proves: refreshing a materialized view quotes no row that stands in its way
-- @setup
CREATE TABLE app.twice AS SELECT i AS n, consent, ssn FROM app.customer, generate_series(1, 2) AS i WHERE id = 9;
CREATE MATERIALIZED VIEW app.once AS SELECT * FROM app.twice;
CREATE UNIQUE INDEX ON app.once (n);
ALTER TABLE app.twice OWNER TO attack_owner;
ALTER MATERIALIZED VIEW app.once OWNER TO attack_owner;
-- @labels
SELECT pg_temp.label('app.twice', 'ssn', '''x''');
-- @attack
UPDATE app.twice SET n = 1;
REFRESH MATERIALIZED VIEW CONCURRENTLY app.once;
REFRESH MATERIALIZED VIEW app.once;
