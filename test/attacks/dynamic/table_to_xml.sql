-- class: dynamic
-- who: stranger
-- proves: functions that read a table or schema by its name get masked values
-- requires: xml
SELECT table_to_xml('app.customer', true, false, '');
SELECT schema_to_xml('app', true, false, '');
SELECT table_to_xml_and_xmlschema('hr.pay', true, false, '');
