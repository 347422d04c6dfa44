-- class: output
-- who: stranger
-- proves: a generated column has the policy of what it is made from
SELECT id, ssn_upper FROM app.customer;
