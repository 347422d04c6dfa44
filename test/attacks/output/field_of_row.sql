-- class: output
-- who: stranger
-- proves: a field picked from a whole row is the column
SELECT (c).ssn, (c.*).salary FROM app.customer AS c;
SELECT ssn(c), c.id FROM app.customer AS c;
