\echo
\echo -- What the labels of column, table and database say together:
SELECT column_name, level, allow, deny, otherwise
FROM purpose.column_policies
WHERE relation = 'customer'::regclass AND column_name IN ('customer_id', 'born', 'phone', 'guardian_id');

\echo -- What each purpose gets of each column:
SELECT attname AS "column", customer_service, delivery, marketing, research, inspection, immigration
FROM pg_attribute,
     purpose.verdict(attrelid, attname, 'customer_service') AS customer_service,
     purpose.verdict(attrelid, attname, 'delivery') AS delivery,
     purpose.verdict(attrelid, attname, 'marketing') AS marketing,
     purpose.verdict(attrelid, attname, 'research') AS research,
     purpose.verdict(attrelid, attname, 'postal_inspection') AS inspection,
     purpose.verdict(attrelid, attname, 'immigration_enforcement') AS immigration
WHERE attrelid IN ('customer'::regclass, 'payment'::regclass)
  AND attname IN ('given_name', 'born', 'email', 'phone', 'guardian_id', 'customer_since', 'card_number', 'card_tail')
ORDER BY attrelid, attnum;

\set ECHO none
\set claim 'no column of the database is open to immigration_enforcement'
SELECT bool_and(purpose.verdict(attrelid, attname, 'immigration_enforcement') IN ('block', 'null', 'mask')) AS held
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 \gset
\ir claim.sql
