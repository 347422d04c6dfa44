-- class: partitions
-- who: stranger
-- proves: a label on a child's column counts wherever it is read
SELECT badge FROM app.employee;
SELECT badge FROM app.manager;
SELECT badge FROM ONLY app.manager;
SELECT bonus, tax FROM app.manager;
