-- class: dynamic
-- who: stranger
-- proves: functions that run a query from a string run it as any other
-- requires: xml
SELECT query_to_xml('SELECT ssn FROM app.customer', true, false, '');
