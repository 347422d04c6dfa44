-- class: statistics
-- who: super
-- proves: a superuser sees no statistics of restricted columns in the catalog
SELECT starelid::regclass, staattnum, stavalues1, stavalues2, stavalues3 FROM pg_statistic WHERE starelid >= 16384
ORDER BY starelid, staattnum, stainherit;
SELECT s FROM pg_statistic AS s WHERE starelid >= 16384 ORDER BY starelid, staattnum, stainherit;
