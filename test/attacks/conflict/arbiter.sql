-- class: conflict
-- who: stranger
-- shows: difference
-- proves: ON CONFLICT DO UPDATE does not look rows up by hidden values
INSERT INTO app.customer AS c (id, ssn) SELECT 1000 + i, lpad(i::text, 3, '0') || '-ZEB' || 'RA-A-42' FROM generate_series(5, 60) AS i
	ON CONFLICT (ssn) DO UPDATE SET name = 'hit' RETURNING c.id;
INSERT INTO app.account AS a (ssn, kind) SELECT lpad(i::text, 3, '0') || '-ZEB' || 'RA-A-42', 'a' FROM generate_series(5, 60) AS i
	ON CONFLICT ON CONSTRAINT account_pkey DO UPDATE SET kind = 'a' RETURNING a.consent;
