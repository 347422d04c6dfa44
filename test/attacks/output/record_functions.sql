-- class: output
-- who: stranger
-- proves: functions that build rows from rows pass on no raw ones
SELECT jsonb_populate_record(c, '{"name": "x"}') FROM app.customer AS c;
SELECT k.* FROM app.customer AS c, json_each_text(row_to_json(c)) AS k;
