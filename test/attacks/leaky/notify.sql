-- class: leaky
-- who: stranger
-- proves: no other channel is given values
-- needs: commit
LISTEN leak;
SELECT pg_notify('leak', ssn) FROM app.customer WHERE id > 115;
SELECT count(*) FROM app.customer;
SELECT set_config('application_name', max(ssn), false) FROM app.customer WHERE id > 4;
SHOW application_name;
SELECT pg_advisory_lock(salary) FROM app.customer WHERE id = 9;
SELECT objid FROM pg_locks WHERE locktype = 'advisory';
SELECT setval('app.log_at_seq', salary) FROM app.customer WHERE id = 9;
SELECT last_value FROM app.log_at_seq;
SELECT lo_from_bytea(0, convert_to(ssn, 'UTF8')) AS lo FROM app.customer WHERE id = 9 \gset
SELECT convert_from(lo_get(:lo), 'UTF8');
