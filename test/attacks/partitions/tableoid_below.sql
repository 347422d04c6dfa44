-- class: partitions
-- who: stranger
-- shows: difference
-- proves: nobody learns in which partition a row is where a partition further down has a restricted key
-- @setup
CREATE TABLE app.mark (id int, consent boolean NOT NULL DEFAULT false, kind int DEFAULT 1, score int NOT NULL)
	PARTITION BY LIST (kind);
CREATE TABLE app.mark_1 PARTITION OF app.mark FOR VALUES IN (1) PARTITION BY RANGE (score);
CREATE TABLE app.mark_low PARTITION OF app.mark_1 FOR VALUES FROM (0) TO (7310050);
CREATE TABLE app.mark_high PARTITION OF app.mark_1 FOR VALUES FROM (7310050) TO (9000000);
INSERT INTO app.mark SELECT id, consent, 1, salary FROM app.customer WHERE id <= 30;
GRANT ALL ON app.mark, app.mark_1, app.mark_low, app.mark_high TO PUBLIC;
ANALYZE app.mark;
-- @labels
SELECT pg_temp.label('app.mark', 'score', '0');
-- @attack
SELECT 'ORACLE', id, tableoid = 'app.mark_low'::regclass FROM app.mark ORDER BY id;
SELECT 'ORACLE', id FROM app.mark_1 WHERE tableoid = 'app.mark_high'::regclass ORDER BY id;
UPDATE app.mark SET kind = 1 RETURNING 'ORACLE', id, tableoid::regclass;
