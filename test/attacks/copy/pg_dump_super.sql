-- class: copy
-- who: super
-- proves: not even a superuser's dump has the values without a purpose
\! pg_dump --data-only -n app -n hr -d "$PGDATABASE" -U "$PGUSER" 2>&1
