-- class: ddl
-- who: owner
-- from: 15
-- shows: difference
-- proves: a unique index that counts NULLs as equal tells nothing of a table that has a plain one
-- @setup
SET ROLE attack_owner;
CREATE TABLE app.member (id int NOT NULL, consent boolean NOT NULL, tax text, UNIQUE (tax));
RESET ROLE;
INSERT INTO app.member SELECT id, false, CASE WHEN tax < '060' THEN tax END FROM app.person WHERE id IN (7, 8);
-- @labels
SELECT pg_temp.label('app.member', 'tax', '''withheld''');
-- @attack
CREATE TABLE app.above (id int NOT NULL, consent boolean NOT NULL, tax text, UNIQUE NULLS NOT DISTINCT (consent, tax))
	PARTITION BY LIST (consent);
ALTER TABLE app.above ATTACH PARTITION app.member FOR VALUES IN (false);
