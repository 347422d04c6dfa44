-- class: statistics
-- who: owner
-- proves: nor do the views of extended statistics
SELECT * FROM pg_stats_ext WHERE schemaname = 'app';
SELECT * FROM pg_stats_ext_exprs WHERE schemaname = 'app';
