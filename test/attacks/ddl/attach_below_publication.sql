-- class: ddl
-- who: owner
-- shows: value
-- proves: a table with restricted columns does not come to be published by a parent of the owner's own
-- literals: ZEBRA-published
CREATE TABLE app.above (id int NOT NULL, consent boolean NOT NULL, city text, secret text) PARTITION BY LIST (consent);
CREATE PUBLICATION everything FOR TABLE app.above;
DELETE FROM app.guarded WHERE consent;
ALTER TABLE app.above ATTACH PARTITION app.guarded FOR VALUES IN (false);
SELECT 'ZEB' || 'RA', attnames FROM pg_publication_tables WHERE tablename = 'guarded' AND 'secret' = ANY (attnames);
