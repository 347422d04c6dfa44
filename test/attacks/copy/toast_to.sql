-- class: copy
-- who: super
-- proves: no value can be put together from the TOAST table
SELECT format('COPY (SELECT convert_from(chunk_data, ''UTF8'') FROM %s) TO STDOUT', reltoastrelid::regclass)
FROM pg_class WHERE oid = 'app.customer'::regclass \gexec
SELECT format('SELECT left(convert_from(chunk_data, ''UTF8''), 90) FROM %s', reltoastrelid::regclass)
FROM pg_class WHERE oid = 'app.customer'::regclass \gexec
