-- class: statistics
-- who: owner
-- from: 19
-- shows: difference
-- literals: ZEBRA-GOLD
-- proves: extended statistics over virtual generated columns are hidden as those of other columns are
-- @setup
CREATE TABLE app.derived (id int, consent boolean, plan text, status text,
	shown text GENERATED ALWAYS AS (upper(plan)) VIRTUAL) WITH (autovacuum_enabled = off);
INSERT INTO app.derived (id, consent, plan, status) SELECT id, consent, plan, status FROM app.customer;
CREATE STATISTICS app.derived_stats (mcv, ndistinct, dependencies) ON shown, status FROM app.derived;
CREATE STATISTICS app.derived_stats2 ON (shown || '') FROM app.derived;
ANALYZE app.derived;
ALTER TABLE app.derived OWNER TO attack_owner;
ALTER STATISTICS app.derived_stats OWNER TO attack_owner;
ALTER STATISTICS app.derived_stats2 OWNER TO attack_owner;
GRANT ALL ON app.derived TO attack_stranger;
-- @labels
SELECT pg_temp.label('app.derived', 'plan', '''withheld''');
-- @attack
SELECT 'ORACLE', most_common_vals::text, most_common_freqs, dependencies, n_distinct FROM pg_stats_ext WHERE statistics_name = 'derived_stats';
SELECT 'ORACLE', expr, most_common_vals::text, most_common_freqs FROM pg_stats_ext_exprs WHERE statistics_name LIKE 'derived%';
SELECT 'ORACLE', stxdmcv::text, stxdexpr::text FROM pg_statistic_ext_data AS d JOIN pg_statistic_ext AS s ON s.oid = d.stxoid WHERE s.stxname LIKE 'derived%';
EXPLAIN SELECT * FROM app.derived WHERE shown = 'ZEBRA-GOLD' AND status = 'old';
EXPLAIN SELECT * FROM app.derived WHERE shown || '' = 'ZEBRA-GOLD';
EXPLAIN SELECT * FROM app.derived WHERE upper(plan) = 'ZEBRA-GOLD' AND status = 'old';
DROP STATISTICS app.derived_stats;
CREATE STATISTICS app.derived_stats3 (mcv) ON shown, id FROM app.derived;
CREATE STATISTICS app.derived_stats4 ON (1 / nullif(ascii(shown) - 90, 0)) FROM app.derived;
ANALYZE app.derived;
