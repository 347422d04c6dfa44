-- class: output
-- who: stranger
-- proves: sub-selects of VALUES and RETURNING lists copy no values
CREATE TABLE app.mine (id int, v text);
INSERT INTO app.mine VALUES (1, (SELECT max(ssn) FROM app.customer));
INSERT INTO app.mine VALUES (2, 'x') RETURNING (SELECT max(email) FROM app.customer WHERE id > 4);
TABLE app.mine;
