-- class: statistics
-- who: stranger
-- shows: difference
-- proves: pg_stats does not tell how many values are NULL, distinct or in order
SELECT tablename, attname, null_frac, n_distinct, correlation, most_common_freqs FROM pg_stats
WHERE schemaname IN ('app', 'hr') ORDER BY tablename, attname, inherited;
