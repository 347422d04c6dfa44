-- class: writing
-- who: stranger
-- shows: difference
-- proves: which branch MERGE takes does not depend on hidden values
CREATE TABLE app.mine (i int);
MERGE INTO app.mine USING app.customer AS c ON i = c.id WHEN NOT MATCHED AND c.ssn < '06' THEN INSERT VALUES (c.id) WHEN NOT MATCHED THEN DO NOTHING;
SELECT 'ORACLE', i FROM app.mine ORDER BY i;
MERGE INTO app.customer AS c USING (SELECT 1 / (60 - left(ssn, 3)::int) AS x FROM app.customer WHERE id = 90) AS s ON false WHEN MATCHED THEN DO NOTHING;
