-- class: dynamic
-- who: owner
-- proves: even all at once
-- requires: xml
SELECT database_to_xml(true, false, '');
