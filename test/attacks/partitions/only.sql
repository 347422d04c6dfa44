-- class: partitions
-- who: stranger
-- proves: ONLY and * change nothing about the labels
SELECT tax FROM ONLY app.person;
SELECT tax FROM app.person *;
SELECT tax FROM ONLY app.employee;
