-- class: authority
-- who: stranger
-- proves: nobody gives himself purposes
SECURITY LABEL FOR purpose ON ROLE attack_stranger IS 'DECLARE service';
SECURITY LABEL FOR purpose ON ROLE attack_stranger IS 'ADMINISTER';
SECURITY LABEL ON ROLE attack_stranger IS 'DECLARE ANY';
SET purpose.current = 'service';
SELECT ssn FROM app.customer;
