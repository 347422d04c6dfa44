-- Queries for a purpose that all labels allow.
-- who: clerk
-- purpose: service
-- test: all rows
SELECT * FROM app.customer ORDER BY id;
-- test: a condition on a restricted column
SELECT id FROM app.customer WHERE ssn < '06' ORDER BY ssn;
-- test: whole rows
SELECT c FROM app.customer AS c ORDER BY id LIMIT 5;
-- test: rows as json
SELECT row_to_json(c) FROM app.customer AS c ORDER BY id LIMIT 5;
-- test: aggregates and groups
SELECT plan, count(*), min(salary), max(birth) FROM app.customer GROUP BY plan ORDER BY plan;
-- test: grouping sets
SELECT plan, status, sum(salary) FROM app.customer GROUP BY CUBE (plan, status) ORDER BY 1, 2;
-- test: windows
SELECT id, rank() OVER (PARTITION BY plan ORDER BY salary) FROM app.customer ORDER BY id;
-- test: ordered-set aggregates
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY salary), mode() WITHIN GROUP (ORDER BY plan) FROM app.customer;
-- test: joins
SELECT c.ssn, o.item FROM app.customer AS c JOIN app.orders AS o ON o.customer = c.id ORDER BY o.id;
-- test: a join on a restricted column
SELECT count(*) FROM app.account AS a JOIN app.loan AS l USING (ssn);
-- test: a full join
SELECT count(*), count(a.ssn), count(l.ssn) FROM app.account AS a FULL JOIN app.loan AS l ON a.ssn = l.ssn AND l.id > 10;
-- test: semi and anti joins
SELECT id FROM app.loan WHERE ssn IN (SELECT ssn FROM app.account WHERE ssn < '06')
	AND NOT EXISTS (SELECT FROM app.badge WHERE badge.ssn = loan.ssn AND badge.id > 15) ORDER BY id;
-- test: lateral sub-selects
SELECT c.id, x.s FROM app.customer AS c, LATERAL (SELECT c.ssn || o.item AS s FROM app.orders AS o WHERE o.customer = c.id) AS x ORDER BY 1;
-- test: a CTE
WITH c AS MATERIALIZED (SELECT id, ssn FROM app.customer) SELECT count(*), max(ssn) FROM c;
-- test: a recursive CTE
WITH RECURSIVE r AS (SELECT id, ssn FROM app.customer WHERE id = 1 UNION ALL
	SELECT c.id, c.ssn FROM r JOIN app.customer AS c ON c.id = r.id + 1 WHERE c.id < 10) SELECT * FROM r;
-- test: set operations
SELECT ssn FROM app.account EXCEPT SELECT ssn FROM app.badge WHERE id > 10 ORDER BY 1;
-- test: distinct
SELECT DISTINCT ON (plan) plan, id FROM app.customer ORDER BY plan, id DESC;
-- test: a view
SELECT s, salary FROM app.customer_view2 ORDER BY id LIMIT 10;
-- test: a security barrier view
SELECT id, ssn FROM app.customer_barrier WHERE ssn < '06' ORDER BY id;
-- test: a view with the rights of its user
SELECT id, email FROM app.customer_invoker ORDER BY id;
-- test: a materialized view
SELECT id, ssn FROM app.customer_mat ORDER BY id;
-- test: a generated column
SELECT id, ssn_upper FROM app.customer WHERE ssn_upper > '1' ORDER BY id;
-- test: inheritance
SELECT tableoid::regclass, id, tax FROM app.person ORDER BY id;
-- test: only the parent
SELECT id, tax FROM ONLY app.employee ORDER BY id;
-- test: partitions
SELECT tableoid::regclass, * FROM app.payment ORDER BY id;
-- test: one partition
SELECT card FROM app.payment_2024 ORDER BY id;
-- test: row security
SELECT * FROM app.guarded ORDER BY id;
-- test: types of all kinds
SELECT id, d, p, a, j, x::text FROM app.mixed ORDER BY id;
-- test: a typed table
SELECT t FROM app.typed AS t ORDER BY id;
-- test: a labelled schema
SELECT * FROM hr.pay ORDER BY id;
-- test: long values
SELECT id, md5(dossier), length(dossier) FROM app.customer ORDER BY id;
-- test: row locks
SELECT id, ssn FROM app.customer WHERE id < 20 ORDER BY id FOR UPDATE SKIP LOCKED;
-- test: a sample
SELECT count(*), max(ssn) FROM app.customer TABLESAMPLE bernoulli (50) REPEATABLE (7);
-- test: system columns
SELECT ctid, tableoid::regclass, ssn FROM app.customer WHERE id = 50;
-- test: parallel workers
SELECT set_config(name, 'on', true) FROM pg_settings WHERE name IN ('force_parallel_mode', 'debug_parallel_query');
SELECT string_agg(ssn, ' ' ORDER BY id) FROM app.customer;
-- test: plans and estimates
EXPLAIN SELECT * FROM app.customer WHERE salary < 7310060 AND plan = 'ZEBRA-gold';
EXPLAIN SELECT id FROM app.customer WHERE ssn = '064-ZEBRA-A-42';
EXPLAIN SELECT plan, status FROM app.customer GROUP BY plan, status;
-- test: an index-only scan
SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off;
EXPLAIN SELECT salary, id FROM app.customer WHERE salary > 7310100;
SELECT salary, id FROM app.customer WHERE salary > 7310100;
-- test: statistics
SELECT attname, null_frac, n_distinct, most_common_vals, histogram_bounds FROM pg_stats
WHERE schemaname = 'app' AND tablename = 'customer' ORDER BY attname;
-- test (fails): an error that quotes a value
SELECT ssn::int FROM app.customer WHERE id = 5;
