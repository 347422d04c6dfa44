-- class: statistics
-- who: super
-- proves: a superuser sees no extended statistics of restricted columns
SELECT m.* FROM pg_statistic_ext_data AS d, pg_mcv_list_items(d.stxdmcv) AS m;
SELECT stxdexpr::text FROM pg_statistic_ext_data;
COPY (SELECT stxdexpr FROM pg_statistic_ext_data) TO STDOUT;
