-- class: copy
-- who: super
-- proves: a superuser's dump without a purpose does not have the values
\! pg_dump --data-only -n app -n hr -d "$PGDATABASE" -U "$PGUSER" 2>&1
