-- class: limits
-- who: stranger
-- shows: difference
-- proves: a foreign key tells whoever may insert that a value exists
-- limit: INSERT is a matter of GRANT, and referential integrity always works
INSERT INTO app.loan (id, ssn, kind) SELECT 1000, '017-ZEB' || 'RA-A-42', 'a';
INSERT INTO app.loan (id, ssn, kind) SELECT 1001, '064-ZEB' || 'RA-A-42', 'a';
