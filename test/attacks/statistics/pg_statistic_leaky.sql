-- class: statistics
-- who: super
-- proves: a cheap function in a condition is given no statistics of restricted columns
CREATE FUNCTION app.leak(anyelement) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
	$$BEGIN RAISE NOTICE '%', $1; RETURN true; END$$;
SELECT count(*) FROM (SELECT * FROM pg_statistic ORDER BY starelid, staattnum, stainherit OFFSET 0) AS s
WHERE starelid >= 16384 AND starelid < 100000000 AND app.leak(stavalues1::text) AND app.leak(stavalues2::text);
SELECT count(*) FROM (SELECT * FROM pg_stats ORDER BY tablename, attname, inherited OFFSET 0) AS s
WHERE schemaname = 'app' AND app.leak(histogram_bounds::text) AND app.leak(most_common_vals::text);
