-- class: limits
-- who: stranger
-- proves: the default that a column was added with is in the catalogs, and is the value of older rows
-- limit: defaults are DDL
SELECT attmissingval FROM pg_attribute WHERE attrelid = 'app.older'::regclass AND atthasmissing;
-- @setup
CREATE TABLE app.older (id int, consent boolean DEFAULT false);
INSERT INTO app.older VALUES (1);
ALTER TABLE app.older ADD COLUMN secret text DEFAULT 'ZEBRA';
-- @labels
SELECT pg_temp.label('app.older', 'secret', '''withheld''');
