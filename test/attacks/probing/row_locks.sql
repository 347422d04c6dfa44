-- class: probing
-- who: stranger
-- shows: difference
-- proves: which rows are locked does not depend on hidden values
SELECT 'ORACLE', id FROM app.customer WHERE ssn < '030' ORDER BY id FOR UPDATE;
SELECT 'ORACLE', count(*) FROM (SELECT FROM app.customer WHERE salary < 7310060 FOR SHARE SKIP LOCKED) AS c;
SELECT 'ORACLE', id, xmax = 0 FROM app.customer ORDER BY id;
