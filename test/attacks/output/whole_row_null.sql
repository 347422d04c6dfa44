-- class: output
-- who: stranger
-- shows: difference
-- proves: a row's test for NULLs is not made on the raw row
SELECT id, c IS NOT NULL, num_nonnulls(VARIADIC ARRAY[c.diagnosis]), pg_column_size(c.*)
FROM app.customer AS c ORDER BY id;
