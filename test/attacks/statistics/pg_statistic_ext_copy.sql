-- class: statistics
-- who: super
-- shows: difference
-- proves: extended statistics are not given out in binary form
SELECT stxdndistinct, stxddependencies, stxdmcv::bytea FROM pg_statistic_ext_data;
COPY pg_statistic_ext_data TO STDOUT;
