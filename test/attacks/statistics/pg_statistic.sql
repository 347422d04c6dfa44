-- class: statistics
-- who: super
-- proves: nor a superuser in the catalogs
SELECT starelid::regclass, staattnum, stavalues1, stavalues2, stavalues3 FROM pg_statistic WHERE starelid >= 16384;
SELECT s FROM pg_statistic AS s WHERE starelid >= 16384;
