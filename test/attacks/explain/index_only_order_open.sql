-- class: explain
-- who: stranger
-- shows: difference
-- proves: rows do not come in an order of hidden values where the query names no hidden column
SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off;
DO $$BEGIN EXECUTE 'SET cpu_index_tuple_cost = 0; SET random_page_cost = 0; SET seq_page_cost = 0'; END$$;
SELECT 'ORACLE', id FROM app.customer WHERE city = 'city 1';
SELECT 'ORACLE', id FROM app.customer WHERE city > '' LIMIT 40;
