-- class: probing
-- who: stranger
-- from: 17
-- proves: JSON_TABLE and the other functions of SQL/JSON get what the query shows
SELECT j.* FROM app.customer AS c, JSON_TABLE(to_jsonb(c), '$' COLUMNS (ssn text PATH '$.ssn', NESTED PATH '$.salary' COLUMNS (s text PATH '$'))) AS j;
SELECT j.x FROM app.customer AS c, JSON_TABLE(jsonb '{"a": 1}', '$' PASSING c.ssn AS p COLUMNS (x text PATH '$p')) AS j;
SELECT j.x FROM app.customer AS c, JSON_TABLE(jsonb '{"a": 1}', '$' COLUMNS (x text PATH '$.b' DEFAULT 'none' ON EMPTY)) AS j WHERE j.x < c.ssn AND c.ssn LIKE '%ZEBRA%' AND length(c.ssn) > 0 AND JSON_EXISTS(to_jsonb(c.ssn), '$ ? (@ starts with "0")');
SELECT JSON_VALUE(to_jsonb(c), '$.ssn'), JSON_QUERY(to_jsonb(c), '$.salary') FROM app.customer AS c;
SELECT JSON_VALUE(jsonb '{}', '$.a' DEFAULT c.ssn ON EMPTY) FROM app.customer AS c;
SELECT JSON_VALUE(to_jsonb(c.ssn), '$' RETURNING int ERROR ON ERROR) FROM app.customer AS c WHERE id > 4;
SELECT JSON_SCALAR(ssn), JSON_SERIALIZE(to_json(ssn)), JSON_ARRAY(ssn, salary), JSON_OBJECT('a': ssn) FROM app.customer;
SELECT JSON_ARRAYAGG(ssn ORDER BY salary), JSON_OBJECTAGG(id: ssn) FROM app.customer;
SELECT JSON_ARRAY(SELECT ssn FROM app.customer AS d WHERE d.id = c.id) FROM app.customer AS c;
SELECT JSON_ARRAY(SELECT c.ssn UNION ALL SELECT email FROM app.customer) FROM app.customer AS c LIMIT 20;
SELECT ssn IS JSON OBJECT, JSON(ssn) FROM app.customer WHERE id > 4;
