-- class: writing
-- who: stranger
-- proves: MERGE copies no values
CREATE TABLE app.mine (id int, v text);
MERGE INTO app.mine AS m USING app.customer AS c ON m.id = c.id WHEN NOT MATCHED THEN INSERT VALUES (c.id, c.ssn);
MERGE INTO app.customer AS c USING app.city ON c.city = city.name AND c.id > 100 WHEN MATCHED THEN UPDATE SET name = c.ssn;
TABLE app.mine;
SELECT name FROM app.customer;
