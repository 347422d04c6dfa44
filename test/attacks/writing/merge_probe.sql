-- class: writing
-- who: stranger
-- shows: difference
-- proves: MERGE finds no rows by hidden values
CREATE TEMP TABLE guess AS SELECT lpad(i::text, 3, '0') AS g FROM generate_series(1, 60) AS i;
MERGE INTO app.customer AS c USING guess ON left(c.ssn, 3) = g WHEN MATCHED THEN UPDATE SET name = 'hit';
MERGE INTO app.customer AS c USING app.city ON c.city = city.name WHEN MATCHED AND c.salary < 7310060 THEN UPDATE SET note = 'hit';
MERGE INTO guess USING app.customer AS c ON left(c.ssn, 3) = g AND c.id > 4 WHEN MATCHED THEN UPDATE SET g = 'hit';
SELECT 'ORACLE', id FROM app.customer WHERE name = 'hit' ORDER BY id;
SELECT 'ORACLE', id FROM app.customer WHERE note = 'hit' ORDER BY id;
SELECT 'ORACLE', g FROM guess ORDER BY g;
