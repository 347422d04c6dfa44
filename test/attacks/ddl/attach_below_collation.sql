-- class: ddl
-- who: owner
-- shows: difference
-- proves: a unique index of another collation tells nothing of a table that has a plain one
-- @setup
SET ROLE attack_owner;
CREATE TABLE app.member (id int NOT NULL, consent boolean NOT NULL, tax text, UNIQUE (tax));
RESET ROLE;
INSERT INTO app.member VALUES (7, false, 'zebra'), (8, false, (SELECT CASE WHEN tax < '060' THEN 'ZE-BRA' ELSE 'zebras' END
	FROM app.person WHERE id = 8));
-- @labels
SELECT pg_temp.label('app.member', 'tax', '''withheld''');
-- @attack
CREATE COLLATION app.blind (provider = icu, locale = 'und-u-ks-level1-ka-shifted', deterministic = false);
CREATE TABLE app.above (id int NOT NULL, consent boolean NOT NULL, tax text) PARTITION BY LIST (consent);
CREATE UNIQUE INDEX ON app.above (consent, tax COLLATE app.blind);
ALTER TABLE app.above ATTACH PARTITION app.member FOR VALUES IN (false);
