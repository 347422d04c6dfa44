-- class: labels
-- who: owner
-- proves: leaving the parent does not leave its labels
ALTER TABLE app.employee NO INHERIT app.person;
SELECT id, tax FROM app.employee;
