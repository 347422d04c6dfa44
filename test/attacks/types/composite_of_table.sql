-- class: types
-- who: stranger
-- proves: a column of the table's row type holds what was put into it
CREATE TABLE app.boxes (c app.customer, cs app.customer[]);
INSERT INTO app.boxes SELECT c, ARRAY[c] FROM app.customer AS c;
TABLE app.boxes;
SELECT (c).ssn, (cs[1]).email FROM app.boxes;
SELECT (ARRAY(SELECT c FROM app.customer AS c))[9];
