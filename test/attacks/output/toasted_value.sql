-- class: output
-- who: stranger
-- proves: long values are covered like short ones
SELECT id, left(dossier, 40), substr(dossier, 17, 30) FROM app.customer;
