-- class: ddl
-- who: owner
-- from: 18
-- shows: difference
-- modes: block null mask
-- literals: 7310090 7310091
-- proves: keys WITHOUT OVERLAPS and foreign keys with PERIOD test no restricted values
-- @setup
CREATE TABLE app.stay (id int, secret int4range);
INSERT INTO app.stay SELECT 1, int4range(min(salary), min(salary) + 40) FROM app.customer WHERE id IN (7, 8)
	UNION ALL SELECT 1, int4range(max(salary), max(salary) + 40) FROM app.customer WHERE id IN (7, 8);
CREATE TABLE app.period (id int4range, secret int4range, PRIMARY KEY (id, secret WITHOUT OVERLAPS));
INSERT INTO app.period SELECT '[1,2)', int4range(salary, salary + 10) FROM app.customer WHERE id = 9;
CREATE TABLE app.refers (id int4range, during int4range);
INSERT INTO app.refers VALUES ('[1,2)', '[7310090,7310091)');
ALTER TABLE app.stay OWNER TO attack_owner;
ALTER TABLE app.period OWNER TO attack_owner;
ALTER TABLE app.refers OWNER TO attack_owner;
-- @labels
SELECT pg_temp.label('app.stay', 'secret', '''empty''::int4range');
SELECT pg_temp.label('app.period', 'secret', '''empty''::int4range');
-- @attack
ALTER TABLE app.stay ADD UNIQUE (secret WITHOUT OVERLAPS);
ALTER TABLE app.stay ADD EXCLUDE USING gist (secret WITH &&);
ALTER TABLE app.refers ADD FOREIGN KEY (id, PERIOD during) REFERENCES app.period (id, PERIOD secret);
ALTER TABLE app.refers ADD FOREIGN KEY (id, PERIOD during) REFERENCES app.period;
CREATE TABLE app.refers2 (id int4range, during int4range, FOREIGN KEY (id, PERIOD during) REFERENCES app.period);
INSERT INTO app.refers2 VALUES ('[1,2)', '[7310090,7310091)');
