-- class: output
-- who: stranger
-- proves: sub-selects in VALUES, arrays and function arguments are queries too
VALUES ((SELECT max(ssn) FROM app.customer));
SELECT ARRAY(SELECT ssn FROM app.customer);
SELECT lower((SELECT string_agg(ssn, ' ') FROM app.customer));
SELECT * FROM unnest(ARRAY(SELECT salary FROM app.customer));
