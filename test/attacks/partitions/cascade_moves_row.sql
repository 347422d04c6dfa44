-- class: partitions
-- who: stranger
-- proves: a foreign key with a cascade on the partition key does not move rows to a partition that is more open
-- @setup
CREATE TABLE app.region (name text PRIMARY KEY);
CREATE TABLE app.visit (id int, consent boolean DEFAULT false, region text DEFAULT 'b'
	REFERENCES app.region ON UPDATE CASCADE, secret text) PARTITION BY LIST (region);
CREATE TABLE app.visit_a PARTITION OF app.visit FOR VALUES IN ('a');
CREATE TABLE app.visit_b PARTITION OF app.visit FOR VALUES IN ('b');
GRANT ALL ON app.region, app.visit, app.visit_a, app.visit_b TO PUBLIC;
INSERT INTO app.region VALUES ('a');
INSERT INTO app.visit SELECT id, false, 'a', ssn FROM app.customer WHERE id BETWEEN 5 AND 9;
-- @labels
SELECT pg_temp.label('app.visit_a', 'secret', '''withheld''');
-- @attack
UPDATE app.region SET name = 'b';
SELECT secret FROM app.visit_b ORDER BY id;
