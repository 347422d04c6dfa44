-- class: dynamic
-- who: owner
-- proves: a function that reads the whole database gets masked values
-- requires: xml
SELECT database_to_xml(true, false, '');
