-- bench/labels.sql - the labels of the cases.
--
-- "service" and its descendants may use everything, "research" sees masks,
-- "marketing" what each row consents to.

\set ON_ERROR_STOP on
INSERT INTO purpose.vocabulary (name, parent) VALUES
	('service', NULL), ('delivery', 'service'), ('billing', 'service'),
	('research', NULL), ('marketing', NULL);
SECURITY LABEL FOR purpose ON ROLE clerk IS 'DECLARE service, research, marketing';

SECURITY LABEL FOR purpose ON COLUMN customer.email IS
	'ALLOW service; ELSE MASK WITH (left(email, 1) || ''***'')';
SECURITY LABEL FOR purpose ON COLUMN customer.card IS
	'ALLOW service; ELSE MASK WITH (''****'' || right(card, 4))';
SECURITY LABEL FOR purpose ON COLUMN customer.birth IS
	'ALLOW service; ELSE MASK WITH (make_date(extract(year from birth)::int, 1, 1))';
SECURITY LABEL FOR purpose ON COLUMN victim.email IS 'ALLOW service; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN wide.c3 IS 'ALLOW service; ELSE MASK WITH (left(c3, 2))';
SECURITY LABEL FOR purpose ON COLUMN wide.c7 IS 'ALLOW service; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN wide.c11 IS
	'ALLOW service; ELSE MASK WITH (make_date(extract(year from c11)::int, 1, 1))';
SECURITY LABEL FOR purpose ON COLUMN wide.c15 IS 'ALLOW service; ELSE MASK WITH (left(c15, 3))';
SECURITY LABEL FOR purpose ON COLUMN consent.phone IS
	'ALLOW service; ALLOW marketing WHEN (agreed); ELSE MASK WITH (left(phone, 3))';
SELECT format('SECURITY LABEL FOR purpose ON COLUMN j%s.email IS ''ALLOW service; ELSE MASK WITH (left(email, 1))''', t)
FROM generate_series(1, 10) t
\gexec
SECURITY LABEL FOR purpose ON COLUMN parted.b IS 'ALLOW service; ELSE MASK WITH (left(b, 1))';
SECURITY LABEL FOR purpose ON COLUMN shop.owner IS 'ALLOW service; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN carrier.driver IS 'ALLOW service; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN shipment.street IS 'ALLOW service; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN pgbench_accounts.abalance IS
	'ALLOW service; ELSE MASK WITH (abalance / 100)';
SECURITY LABEL FOR purpose ON COLUMN pgbench_tellers.filler IS 'ALLOW service; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN pgbench_branches.filler IS 'ALLOW service; ELSE NULL';
