-- class: conflict
-- who: stranger
-- from: 19
-- shows: difference
-- proves: ON CONFLICT DO SELECT does not find rows by restricted columns, nor filter by them
INSERT INTO app.customer (id, ssn) SELECT 1000 + i, lpad(i::text, 3, '0') || '-ZEBRA-A-42' FROM generate_series(1, 40) AS i
	ON CONFLICT (ssn) DO SELECT RETURNING 'ORACLE', id < 1000;
INSERT INTO app.customer AS c (id, ssn) SELECT i, 'x' || i FROM generate_series(5, 60) AS i
	ON CONFLICT (id) DO SELECT WHERE c.salary > 7310060 RETURNING 'ORACLE', id;
INSERT INTO app.customer AS c (id, ssn) SELECT i, 'x' || i FROM generate_series(5, 60) AS i
	ON CONFLICT (id) DO SELECT FOR SHARE WHERE ssn_upper < '060' RETURNING 'ORACLE', id;
INSERT INTO app.customer AS c (id, ssn) SELECT i, 'x' || i FROM generate_series(5, 60) AS i
	ON CONFLICT (id) DO SELECT RETURNING 'ORACLE', id, c.salary > 7310060, 1 / (c.salary - 7310050);
