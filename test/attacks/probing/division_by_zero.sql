-- class: probing
-- who: stranger
-- shows: difference
-- proves: no error comes from a hidden value
SELECT 'ORACLE', 1 / (7310118 - salary) FROM app.customer WHERE id = 13;
SELECT 'ORACLE', 1 / (ascii(substr(ssn, 3, 1)) - 50) FROM app.customer WHERE id > 4;
SELECT 'ORACLE', count(1 / greatest(0, 7310010 - salary)) FROM app.customer WHERE id BETWEEN 5 AND 8;
