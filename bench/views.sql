-- bench/views.sql - the masks of labels.sql in views written by hand.
--
-- They have the names of the tables, in a schema of their own: the same
-- statements read one or the other by search_path.

\set ON_ERROR_STOP on
CREATE SCHEMA hand;

CREATE VIEW hand.customer AS
SELECT id, region, name, left(email, 1) || '***' AS email, '****' || right(card, 4) AS card,
	make_date(extract(year from birth)::int, 1, 1) AS birth, newsletter, note
FROM public.customer;
CREATE VIEW hand.customer_v1 AS SELECT * FROM hand.customer;
CREATE VIEW hand.customer_v2 AS SELECT * FROM hand.customer_v1 WHERE id > 0;
CREATE VIEW hand.customer_v3 AS SELECT id, name, email, card FROM hand.customer_v2;
CREATE VIEW hand.victim AS SELECT id, NULL::text AS email, note FROM public.victim;
CREATE VIEW hand.wide AS
SELECT id, c1, c2, left(c3, 2) AS c3, c4, c5, c6, NULL::int AS c7, c8, c9, c10,
	make_date(extract(year from c11)::int, 1, 1) AS c11, c12, c13, c14, left(c15, 3) AS c15,
	c16, c17, c18, c19
FROM public.wide;
CREATE VIEW hand.consent AS
SELECT id, CASE WHEN agreed THEN phone ELSE left(phone, 3) END AS phone, agreed
FROM public.consent;
SELECT format('CREATE VIEW hand.j%s AS SELECT id, ref, left(email, 1) AS email FROM public.j%1$s', t)
FROM generate_series(1, 10) t
\gexec
CREATE VIEW hand.parted AS SELECT id, a, left(b, 1) AS b FROM public.parted;
CREATE VIEW hand.pgbench_accounts AS
SELECT aid, bid, abalance / 100 AS abalance, filler FROM public.pgbench_accounts;

GRANT USAGE ON SCHEMA hand TO clerk;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA hand TO clerk;
