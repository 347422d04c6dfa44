-- class: labels
-- who: owner
-- proves: a table made a child or partition of a labelled one is closed for its rows too
CREATE TABLE app.step_child (LIKE app.person);
INSERT INTO app.step_child SELECT * FROM app.person;
ALTER TABLE app.step_child INHERIT app.person;
SELECT tax FROM app.step_child;
SELECT tax FROM app.person;
