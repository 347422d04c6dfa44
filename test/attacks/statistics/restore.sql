-- class: statistics
-- who: owner
-- from: 18
-- shows: difference
-- literals: ZEBRA-gold
-- proves: statistics that somebody restores himself do not bring hidden ones back, nor estimates by them
SELECT pg_restore_attribute_stats('schemaname', 'app', 'relname', 'customer', 'attname', 'note', 'inherited', false, 'null_frac', 0.5::real);
SELECT 'ORACLE', null_frac, n_distinct, most_common_vals::text, most_common_freqs FROM pg_stats WHERE schemaname = 'app' AND tablename = 'customer' AND attname = 'plan';
SELECT pg_restore_attribute_stats('schemaname', 'app', 'relname', 'customer', 'attname', 'plan', 'inherited', false, 'null_frac', 0.5::real, 'n_distinct', -0.4::real);
SELECT 'ORACLE', n_distinct, most_common_vals::text, most_common_freqs FROM pg_stats WHERE schemaname = 'app' AND tablename = 'customer' AND attname = 'plan';
EXPLAIN SELECT * FROM app.customer WHERE plan = 'ZEBRA-gold';
SELECT pg_clear_attribute_stats('app', 'customer', 'plan', false);
EXPLAIN SELECT * FROM app.customer WHERE plan = 'ZEBRA-gold';
