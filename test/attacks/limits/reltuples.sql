-- class: limits
-- who: stranger
-- shows: difference
-- proves: how many rows a partial index has tells how many meet its condition
-- limit: pg_class counts the rows of an index whose condition holds a restricted column
SELECT 'ORACLE', relname, reltuples, relpages FROM pg_class WHERE relname = 'customer_rich_idx';
