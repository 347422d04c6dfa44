-- class: extension
-- who: super
-- proves: dropping the extension closes the columns for good
DROP EXTENSION pg_purpose;
SELECT ssn FROM app.customer;
DROP EXTENSION pg_purpose CASCADE;
SELECT ssn FROM app.customer;
SELECT tax FROM app.person;
TABLE hr.pay;
