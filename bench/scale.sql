-- bench/scale.sql - a large policy, beside the tables of the cases.
--
-- psql variables: tables, columns (labelled ones of each), purposes (12
-- deep), roles.  Roles belong to all databases of the cluster, so they are
-- made once.  How long the labels take is printed, in seconds.

\set ON_ERROR_STOP on
SET client_min_messages = warning;
CREATE SCHEMA big;
GRANT USAGE ON SCHEMA big TO clerk;

SELECT format('CREATE TABLE big.t%s (id int, %s)', t,
	(SELECT string_agg('c' || c || ' text', ', ') FROM generate_series(1, :columns) c))
FROM generate_series(1, :tables) t
\gexec
INSERT INTO big.t1 (id, c1) VALUES (1, 'secret');
GRANT SELECT ON ALL TABLES IN SCHEMA big TO clerk;

-- Chains of twelve below "service" and other roots.
INSERT INTO purpose.vocabulary (name, parent)
SELECT 'p' || g, CASE WHEN (g - 1) % 12 = 0 THEN NULL ELSE 'p' || (g - 1) END
FROM generate_series(1, :purposes) g;

SELECT format('CREATE ROLE bench_role_%s IN ROLE clerk', r),
	format('SECURITY LABEL FOR purpose ON ROLE bench_role_%s IS ''DECLARE p%s''', r, 1 + r % :purposes)
FROM generate_series(1, :roles) r
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'bench_role_1')
\gexec

SELECT extract(epoch from clock_timestamp()) AS start
\gset
SELECT format('SECURITY LABEL FOR purpose ON COLUMN big.t%s.c%s IS ''ALLOW service, p%s; ELSE MASK WITH (left(c%2$s, 1))''',
	t, c, 1 + (t * 20 + c) % :purposes)
FROM generate_series(1, :tables) t, generate_series(1, :columns) c
\gexec
SELECT round(extract(epoch from clock_timestamp()) - :start, 2) AS seconds
\gset
\echo seconds :seconds
