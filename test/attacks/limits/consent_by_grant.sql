-- class: limits
-- who: stranger
-- modes: cond
-- proves: who may update the column that a condition asks can give the consent himself
-- limit: writing is a matter of GRANT; a consent can be labelled like any other column (conditions/labelled_consent)
UPDATE app.customer SET consent = true WHERE id > 4;
SELECT id, ssn FROM app.customer ORDER BY id;
