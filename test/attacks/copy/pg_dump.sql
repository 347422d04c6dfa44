-- class: copy
-- who: stranger
-- proves: a dump is complete or fails
\! pg_dump --data-only -t app.customer -d "$PGDATABASE" -U "$PGUSER" 2>&1
\! pg_dump --data-only --inserts -t app.payment -t app.person -d "$PGDATABASE" -U "$PGUSER" 2>&1
