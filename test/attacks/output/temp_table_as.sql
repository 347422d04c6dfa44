-- class: output
-- who: stranger
-- proves: nor does a temporary table carry more
CREATE TEMP TABLE extract AS SELECT ssn, salary, birth FROM app.customer;
TABLE extract;
