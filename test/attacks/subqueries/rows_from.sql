-- class: subqueries
-- who: stranger
-- proves: functions in FROM are followed, with their columns and numbers
SELECT * FROM app.customer AS c, ROWS FROM (unnest(ARRAY[c.ssn]), generate_series(1, 2)) WITH ORDINALITY AS f (a, b, n);
SELECT f.* FROM app.mixed AS m, jsonb_to_record(m.j) AS f (k text);
SELECT f FROM app.mixed AS m, jsonb_each_text(m.j) AS f;
SELECT * FROM json_populate_recordset(NULL::app.customer, (SELECT json_agg(c) FROM app.customer AS c));
