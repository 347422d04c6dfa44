-- class: probing
-- who: stranger
-- shows: difference
-- proves: patterns, ranges, arrays and text search find nothing hidden
SELECT 'ORACLE', id FROM app.customer WHERE ssn ~ '^0[0-5]' ORDER BY id;
SELECT 'ORACLE', id FROM app.customer WHERE to_tsvector('simple', ssn) @@ to_tsquery('simple', '064 | 101') ORDER BY id;
SELECT 'ORACLE', id FROM app.mixed WHERE a && ARRAY(SELECT lpad(i::text, 3, '0') || '-ZEB' || 'RA-A-42' FROM generate_series(1, 60) AS i) ORDER BY id;
SELECT 'ORACLE', id FROM app.booking WHERE during @> 7310060 ORDER BY id;
SELECT 'ORACLE', id FROM app.mixed WHERE j ->> 'k' < '06' ORDER BY id;
