-- class: conflict
-- who: stranger
-- shows: difference
-- proves: ON CONFLICT through a view looks no rows up by hidden values
INSERT INTO app.customer_view AS c (id, ssn) SELECT 1000 + i, lpad(i::text, 3, '0') || '-ZEB' || 'RA-A-42' FROM generate_series(5, 60) AS i
	ON CONFLICT (ssn) DO UPDATE SET name = 'hit' RETURNING c.id;
INSERT INTO app.customer_barrier AS c (id, ssn) SELECT i, 'x' || i FROM generate_series(5, 60) AS i
	ON CONFLICT (id) DO UPDATE SET name = 'hit' WHERE c.ssn < '06' RETURNING c.id;
