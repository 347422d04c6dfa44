-- class: dynamic
-- who: stranger
-- proves: and those of text search
SELECT word FROM ts_stat('SELECT to_tsvector(''simple'', replace(ssn, ''-'', '' '')) FROM app.customer');
SELECT ts_headline('simple', ssn, to_tsquery('simple', 'a')) FROM app.customer WHERE id > 4;
