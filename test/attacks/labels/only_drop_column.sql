-- class: labels
-- who: owner
-- proves: dropping a labelled column from the parent alone does not open the children's
ALTER TABLE ONLY app.person DROP COLUMN tax;
SELECT id, tax FROM app.employee;
SELECT id, tax FROM app.manager;
