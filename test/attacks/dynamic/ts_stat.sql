-- class: dynamic
-- who: stranger
-- proves: ts_stat runs its query as any other, and text search is given masked values
SELECT word FROM ts_stat('SELECT to_tsvector(''simple'', replace(ssn, ''-'', '' '')) FROM app.customer');
SELECT ts_headline('simple', ssn, to_tsquery('simple', 'a')) FROM app.customer WHERE id > 4;
