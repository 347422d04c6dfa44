-- class: copy
-- who: stranger
-- proves: a dump with row security is the masked one
\! pg_dump --data-only --enable-row-security -t app.customer -d "$PGDATABASE" -U "$PGUSER" 2>&1
\! pg_dump --data-only --enable-row-security --column-inserts -t app.customer -t hr.pay -d "$PGDATABASE" -U "$PGUSER" 2>&1
