-- class: vocabulary
-- who: stranger
-- proves: the vocabulary is not for everybody to write
UPDATE purpose.vocabulary SET parent = 'service' WHERE name IN ('marketing', 'research');
INSERT INTO purpose.vocabulary (name, parent) VALUES ('mine', 'service');
DELETE FROM purpose.vocabulary;
TRUNCATE purpose.vocabulary CASCADE;
MERGE INTO purpose.vocabulary USING (VALUES (1)) AS v ON true WHEN MATCHED THEN UPDATE SET parent = 'service';
INSERT INTO purpose.vocabulary (name) VALUES ('marketing') ON CONFLICT (name) DO UPDATE SET parent = 'service';
WITH u AS (UPDATE purpose.vocabulary SET parent = 'service' WHERE name = 'research' RETURNING 1) SELECT * FROM u;
SELECT ssn FROM app.customer;
