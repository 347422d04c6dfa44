-- class: dynamic
-- who: stranger
-- proves: and those that take a cursor
-- requires: xml
DECLARE c CURSOR FOR SELECT ssn FROM app.customer;
SELECT cursor_to_xml('c', 10, true, false, '');
