-- class: probing
-- who: stranger
-- from: 17
-- shows: difference
-- proves: SQL/JSON tells nothing of restricted columns by its rows and conditions
SELECT 'ORACLE', id FROM app.customer AS c WHERE JSON_EXISTS(to_jsonb(c), '$ ? (@.salary > 7310060)') ORDER BY id;
SELECT 'ORACLE', id FROM app.customer AS c, JSON_TABLE(to_jsonb(c), '$.salary ? (@ > 7310060)' COLUMNS (x int PATH '$')) AS j ORDER BY id;
SELECT 'ORACLE', id, JSON_VALUE(jsonb '[1,2]', '$[*] ? (@ > $p)' PASSING c.salary - 7310060 AS p) FROM app.customer AS c ORDER BY id;
SELECT 'ORACLE', JSON_ARRAYAGG(id ORDER BY ssn) FROM app.customer;
SELECT 'ORACLE', JSON_ARRAY(SELECT id FROM app.customer ORDER BY salary LIMIT 10);
