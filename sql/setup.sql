--
-- Creates the extension for all other files, which run in this database.
--
CREATE EXTENSION pg_purpose;
