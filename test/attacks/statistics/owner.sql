-- class: statistics
-- who: owner
-- proves: nor does the table's owner see them
SELECT attname, most_common_vals, histogram_bounds FROM pg_stats WHERE schemaname = 'app';
