-- class: authority
-- who: clerk
-- proves: a purpose is not kept when the role that may declare it is left
-- @setup
GRANT attack_stranger TO attack_clerk;
-- @attack
SET purpose.current = 'service';
SET ROLE attack_stranger;
SELECT ssn FROM app.customer;
SELECT email FROM app.customer_view;
