-- class: statistics
-- who: owner
-- proves: the table's owner sees no statistics of restricted columns
SELECT attname, most_common_vals, histogram_bounds FROM pg_stats WHERE schemaname = 'app';
