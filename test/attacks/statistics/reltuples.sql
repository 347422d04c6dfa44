-- class: statistics
-- who: stranger
-- shows: difference
-- proves: the row counts of an index or partition do not tell of hidden values
SELECT 'ORACLE', relname, reltuples, relpages FROM pg_class WHERE relname = 'customer_rich_idx';
