-- class: dynamic
-- who: stranger
-- proves: a function that reads a cursor gets what the cursor gives
-- requires: xml
DECLARE c CURSOR FOR SELECT ssn FROM app.customer;
SELECT cursor_to_xml('c', 10, true, false, '');
