-- class: dynamic
-- who: stranger
-- proves: functions that make tables of documents are given masked ones
-- requires: xml
SELECT t.v FROM app.mixed, xmltable('/v' PASSING x COLUMNS v text PATH '.') AS t;
SELECT xmlforest(ssn) FROM app.customer WHERE id > 110;
SELECT k FROM app.mixed, jsonb_path_query(j, '$.k') AS k;
