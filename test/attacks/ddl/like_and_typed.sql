-- class: ddl
-- who: owner
-- proves: tables made after a labelled one get no rows of it
CREATE TABLE app.twin (LIKE app.customer INCLUDING ALL);
INSERT INTO app.twin (id, ssn, consent) SELECT id, ssn, false FROM app.customer;
SELECT ssn FROM app.twin;
CREATE TABLE app.of OF app.form;
INSERT INTO app.of SELECT * FROM app.typed;
SELECT secret FROM app.of;
