-- class: extension
-- who: owner
-- proves: the owner of the database cannot drop or alter it
DROP EXTENSION pg_purpose CASCADE;
ALTER EXTENSION pg_purpose SET SCHEMA app;
DROP SCHEMA purpose CASCADE;
ALTER SCHEMA purpose RENAME TO porpoise;
DROP FUNCTION purpose.partial CASCADE;
SELECT ssn FROM app.customer;
