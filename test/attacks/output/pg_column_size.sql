-- class: output
-- who: stranger
-- shows: difference
-- proves: neither size nor presence of a value can be asked for
SELECT id, diagnosis IS NULL, pg_column_size(diagnosis), num_nulls(diagnosis)
FROM app.customer ORDER BY id;
