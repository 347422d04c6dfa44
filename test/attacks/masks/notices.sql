-- class: masks
-- who: stranger
-- proves: what a mask's functions tell in notices and warnings quotes no value
-- modes: mask cond
-- requires: xml
-- @setup
ALTER TABLE app.customer ADD page xml;
UPDATE app.customer SET page = format('<a xml:space="%s">open</a>', ssn)::xml;
CREATE INDEX customer_page ON app.customer (((xpath('/a/text()', page))[1]::text));
-- @labels
SELECT pg_temp.label('app.customer', 'page', '(xpath(''/a/text()'', page))[1]');
-- @attack
SELECT xpath('/a/text()', page) FROM app.customer WHERE id = 7;
SELECT count(*) FROM app.customer WHERE page::text = 'x';
DO $$ BEGIN PERFORM xpath('/a/text()', page) FROM app.customer WHERE id = 8; END $$;
UPDATE app.customer SET note = 'x' WHERE id = 9 RETURNING xpath('/a/text()', page);
COPY (SELECT xpath('/a/text()', page) FROM app.customer WHERE id > 100) TO STDOUT;
