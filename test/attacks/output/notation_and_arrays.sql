-- class: output
-- who: stranger
-- proves: columns as functions, functions as columns, arrays of rows, and JSON path give masked values
CREATE FUNCTION app.spell(app.customer) RETURNS text LANGUAGE sql AS 'SELECT $1.ssn';
SELECT c.spell, ssn(c), (c).email FROM app.customer AS c WHERE id > 100;
SELECT (array_agg(c))[1].ssn, (array_agg(c ORDER BY id DESC))[1] FROM app.customer AS c;
SELECT jsonb_path_query(to_jsonb(c), '$.ssn ? (@ like_regex "Z")') FROM app.customer AS c;
SELECT * FROM json_to_recordset((SELECT json_agg(c) FROM app.customer AS c)) AS x(ssn text) LIMIT 2;
SELECT (r).ssn FROM (SELECT ROW(c.*)::app.customer AS r FROM app.customer AS c) AS s;
SELECT unnest(ARRAY(SELECT c FROM app.customer AS c WHERE id > 110));
SELECT * FROM unnest((SELECT array_agg(c) FROM app.customer AS c WHERE id > 110));
SELECT xmlforest(ssn, plan), xmlelement(name x, xmlattributes(email)) FROM app.customer WHERE id = 60;
