-- class: output
-- who: stranger
-- proves: nor out of sub-selects of VALUES and RETURNING lists
CREATE TABLE app.mine (id int, v text);
INSERT INTO app.mine VALUES (1, (SELECT max(ssn) FROM app.customer));
INSERT INTO app.mine VALUES (2, 'x') RETURNING (SELECT max(email) FROM app.customer WHERE id > 4);
TABLE app.mine;
