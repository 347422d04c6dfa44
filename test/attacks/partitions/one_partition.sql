-- class: partitions
-- who: stranger
-- shows: difference
-- proves: where the key is restricted, no partition is read by its own name
-- @setup
CREATE TABLE app.grade (id int, consent boolean NOT NULL DEFAULT false, score int NOT NULL)
	PARTITION BY RANGE (score);
CREATE TABLE app.grade_low PARTITION OF app.grade FOR VALUES FROM (0) TO (7310050);
CREATE TABLE app.grade_high PARTITION OF app.grade FOR VALUES FROM (7310050) TO (9000000);
INSERT INTO app.grade SELECT id, consent, salary FROM app.customer WHERE id <= 30;
ANALYZE app.grade;
-- @labels
SELECT pg_temp.label('app.grade', 'score', '0');
-- @attack
SELECT 'ORACLE', id FROM app.grade_low ORDER BY id;
SELECT 'ORACLE', count(*) FROM app.grade_high;
