-- bench/policies.sql - row-level security that asks a setting for the
-- purpose, on the tables that labels.sql labels.

\set ON_ERROR_STOP on
SELECT format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t),
	format('CREATE POLICY by_purpose ON %s USING (current_setting(''app.purpose'', true) IN (''service'', ''billing''))', t)
FROM unnest('{customer,victim,wide,consent,j1,j2,j3,j4,j5,j6,j7,j8,j9,j10,parted,shop,carrier,shipment,
	pgbench_accounts,pgbench_tellers,pgbench_branches}'::regclass[]) t
\gexec
