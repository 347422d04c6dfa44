-- class: statistics
-- who: stranger
-- proves: pg_stats shows no values
SELECT tablename, attname, most_common_vals, histogram_bounds FROM pg_stats WHERE schemaname IN ('app', 'hr')
ORDER BY tablename, attname, inherited;
