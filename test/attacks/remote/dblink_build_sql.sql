-- class: remote
-- who: stranger
-- requires: dblink
-- proves: functions that write a statement for a row read it as everybody does
-- @setup
CREATE EXTENSION dblink;
-- @attack
SELECT dblink_build_sql_insert('app.customer', '1', 1, '{50}', '{50}');
SELECT dblink_build_sql_update('app.customer', '1', 1, '{60}', '{60}');
SELECT dblink_build_sql_delete('app.account', '1', 1, '{x}');
