-- class: copy
-- who: super
-- proves: the TOAST table of a materialized view is covered like the view
SELECT format('SELECT left(convert_from(chunk_data, ''UTF8''), 90) FROM %s AS t', reltoastrelid::regclass)
FROM pg_class WHERE oid = 'app.customer_mat'::regclass \gexec
