-- class: extension
-- who: super
-- proves: taking the extension apart opens nothing
ALTER EXTENSION pg_purpose DROP TABLE purpose.vocabulary;
SELECT ssn FROM app.customer;
DROP TABLE purpose.vocabulary CASCADE;
SELECT ssn FROM app.customer;
ALTER SCHEMA purpose RENAME TO porpoise;
SELECT ssn FROM app.customer;
