-- class: statistics
-- who: super
-- proves: COPY and RETURNING give no statistics of restricted columns
COPY pg_statistic TO PROGRAM 'grep -i "zebra" > /tmp/attack_statistic.out || true';
COPY app.log (line) FROM PROGRAM 'cat /tmp/attack_statistic.out; rm /tmp/attack_statistic.out' (DELIMITER E'\x01');
TABLE app.log;
COPY (SELECT stavalues1 FROM pg_statistic WHERE starelid >= 16384 ORDER BY stavalues1::text) TO STDOUT;
WITH u AS (UPDATE pg_statistic SET stanullfrac = stanullfrac WHERE starelid >= 16384
	RETURNING stavalues1::text AS v, stavalues2::text)
SELECT * FROM u ORDER BY u::text;
WITH d AS (DELETE FROM pg_statistic WHERE starelid >= 16384 RETURNING stavalues1::text)
SELECT * FROM d ORDER BY d::text;
