-- class: conflict
-- who: stranger
-- shows: difference
-- proves: the condition of DO UPDATE tests no hidden values
INSERT INTO app.customer AS c (id, ssn) SELECT i, 'x' || i FROM generate_series(5, 60) AS i
	ON CONFLICT (id) DO UPDATE SET name = 'hit' WHERE c.ssn < '06' RETURNING c.id;
INSERT INTO app.customer AS c (id, ssn) SELECT i, 'x' || i FROM generate_series(5, 60) AS i
	ON CONFLICT (id) DO UPDATE SET name = 'hit' WHERE c.salary < 7310060 RETURNING c.id;
