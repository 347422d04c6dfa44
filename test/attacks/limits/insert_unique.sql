-- class: limits
-- who: stranger
-- shows: difference
-- literals: 017-ZEBRA-A-42 64-ZEBRA-A-42
-- proves: a unique key tells whoever may insert that a value is taken
-- limit: INSERT is a matter of GRANT, and a key that is violated says so
INSERT INTO app.account (ssn, kind) SELECT lpad(i::text, 3, '0') || '-ZEB' || 'RA-A-42', 'a' FROM generate_series(17, 17) AS i;
INSERT INTO app.account (ssn, kind) SELECT lpad(i::text, 3, '0') || '-ZEB' || 'RA-A-42', 'a' FROM generate_series(17, 17) AS i
	ON CONFLICT DO NOTHING RETURNING kind;
