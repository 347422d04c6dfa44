-- class: output
-- who: stranger
-- proves: functions that take any row see masked ones
SELECT row_to_json(c), to_jsonb(c) FROM app.customer AS c;
SELECT json_agg(c) FROM app.customer AS c;
