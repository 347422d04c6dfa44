-- class: statistics
-- who: stranger
-- proves: an SQL function over the views of statistics that the planner could put into the calling query is filtered like them
CREATE FUNCTION stats() RETURNS SETOF pg_stats LANGUAGE sql STABLE AS 'SELECT * FROM pg_stats';
CREATE FUNCTION parsed() RETURNS TABLE (attname text, vals text) LANGUAGE sql STABLE
	BEGIN ATOMIC SELECT attname::text, most_common_vals::text FROM pg_stats WHERE tablename = 'customer'; END;
CREATE FUNCTION nested(name) RETURNS SETOF text LANGUAGE sql STABLE AS
	'SELECT most_common_vals::text FROM stats() WHERE tablename = $1';
SELECT attname, most_common_vals, histogram_bounds FROM stats() WHERE tablename = 'customer' ORDER BY 1;
SELECT * FROM parsed() ORDER BY 1;
SELECT * FROM nested('customer') ORDER BY 1;
SELECT x.vals FROM pg_class c, LATERAL (SELECT c.relname, vals FROM parsed() WHERE vals LIKE '%gold%') x WHERE c.relname = 'customer';
SELECT statistics_name, most_common_vals FROM (SELECT s.* FROM stats() f, pg_stats_ext s) x ORDER BY 1 LIMIT 1;
