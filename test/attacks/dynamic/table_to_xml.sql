-- class: dynamic
-- who: stranger
-- proves: so do those that take a table, a schema, a database
-- requires: xml
SELECT table_to_xml('app.customer', true, false, '');
SELECT schema_to_xml('app', true, false, '');
SELECT table_to_xml_and_xmlschema('hr.pay', true, false, '');
