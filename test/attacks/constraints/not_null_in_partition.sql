-- class: constraints
-- who: stranger
-- proves: a row that breaks a constraint of a partition or child is not quoted
UPDATE app.payment SET consent = NULL WHERE id > 4;
UPDATE app.person SET consent = NULL WHERE id > 4;
UPDATE ONLY app.employee SET consent = NULL WHERE id > 4;
