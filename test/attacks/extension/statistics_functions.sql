-- class: extension
-- who: super
-- proves: without its functions, statistics stay hidden
-- literals: x
DROP EXTENSION pg_purpose CASCADE;
SELECT tablename, most_common_vals, histogram_bounds FROM pg_stats WHERE schemaname = 'app';
CREATE SCHEMA IF NOT EXISTS purpose;
CREATE FUNCTION purpose.statistic_visible(oid, int2) RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE TABLE purpose.vocabulary (name text, parent text, requires_justification boolean);
SELECT tablename, most_common_vals, histogram_bounds FROM pg_stats WHERE schemaname = 'app';
