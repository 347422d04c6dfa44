-- class: partitions
-- who: stranger
-- proves: a row does not get to a partition that is more open, by the key of a partition further down
-- @setup
CREATE TABLE app.call (id int, consent boolean DEFAULT false, kind int, region text, secret text)
	PARTITION BY LIST (kind);
CREATE TABLE app.call_1 PARTITION OF app.call FOR VALUES IN (1) PARTITION BY LIST (region);
CREATE TABLE app.call_a PARTITION OF app.call_1 FOR VALUES IN ('a');
CREATE TABLE app.call_b PARTITION OF app.call_1 FOR VALUES IN ('b');
GRANT ALL ON app.call, app.call_1, app.call_a, app.call_b TO PUBLIC;
INSERT INTO app.call SELECT id, false, 1, 'a', ssn FROM app.customer WHERE id BETWEEN 5 AND 9;
-- @labels
SELECT pg_temp.label('app.call_a', 'secret', '''withheld''');
-- @attack
UPDATE app.call SET region = 'b';
SELECT secret FROM app.call_b ORDER BY id;
