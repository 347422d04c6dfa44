-- class: statistics
-- who: owner
-- proves: the views of extended statistics show no values
SELECT * FROM pg_stats_ext WHERE schemaname = 'app';
SELECT * FROM pg_stats_ext_exprs WHERE schemaname = 'app';
