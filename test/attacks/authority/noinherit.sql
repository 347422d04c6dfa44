-- class: authority
-- who: stranger
-- proves: a role that one is in, but does not inherit, gives no purposes
-- @setup
ALTER ROLE attack_stranger NOINHERIT;
GRANT attack_clerk TO attack_stranger;
-- @attack
SET purpose.current = 'service';
SELECT ssn FROM app.customer;
