-- class: output
-- who: stranger
-- proves: a row as one value is what its columns are
SELECT c FROM app.customer AS c;
SELECT c::text FROM app.customer AS c;
SELECT ROW(c.*) FROM app.customer AS c;
