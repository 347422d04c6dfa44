-- class: output
-- who: stranger
-- proves: an extract carries what its maker may see
CREATE TABLE app.extract AS SELECT * FROM app.customer;
TABLE app.extract;
SELECT id, ssn INTO app.extract2 FROM app.customer;
TABLE app.extract2;
