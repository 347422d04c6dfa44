-- class: authority
-- who: clerk
-- proves: a purpose that needs a justification is none without it
-- purpose: none
-- @labels
UPDATE purpose.vocabulary SET requires_justification = true WHERE name = 'service';
-- @attack
SET purpose.current = 'service';
SET purpose.justification = '   ';
SELECT ssn FROM app.customer;
RESET purpose.justification;
SELECT email FROM app.customer;
