-- class: constraints
-- who: stranger
-- proves: nor is one that breaks a constraint of a partition or child
UPDATE app.payment SET consent = NULL WHERE id > 4;
UPDATE app.person SET consent = NULL WHERE id > 4;
UPDATE ONLY app.employee SET consent = NULL WHERE id > 4;
