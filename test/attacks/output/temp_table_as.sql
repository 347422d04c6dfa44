-- class: output
-- who: stranger
-- proves: a temporary table carries what its maker may see
CREATE TEMP TABLE extract AS SELECT ssn, salary, birth FROM app.customer;
TABLE extract;
