-- class: probing
-- who: stranger
-- from: 17
-- shows: difference
-- proves: MERGE ... WHEN NOT MATCHED BY SOURCE does not act on restricted columns, nor does RETURNING tell of them
MERGE INTO app.customer AS c USING app.orders AS o ON o.id = c.id AND o.id < 30 WHEN NOT MATCHED BY SOURCE AND c.salary > 7310060 THEN UPDATE SET note = 'rich';
SELECT 'ORACLE', id FROM app.customer WHERE note = 'rich' ORDER BY id;
MERGE INTO app.customer AS c USING app.orders AS o ON o.id = c.salary - 7310000 WHEN NOT MATCHED BY SOURCE THEN UPDATE SET note = 'none' WHEN MATCHED THEN DO NOTHING RETURNING merge_action(), c.id;
SELECT 'ORACLE', id FROM app.customer WHERE note = 'none' ORDER BY id;
MERGE INTO app.customer_view AS c USING app.orders AS o ON o.id = c.id AND o.id < 30 WHEN NOT MATCHED BY SOURCE AND c.ssn < '060' THEN DELETE;
SELECT 'ORACLE', count(*) FROM app.customer;
MERGE INTO app.customer_barrier AS c USING app.orders AS o ON o.id = c.id WHEN NOT MATCHED BY SOURCE AND c.ssn < '060' THEN UPDATE SET note = 'barrier' RETURNING 'ORACLE', c.id;
MERGE INTO app.log AS l USING app.customer AS c ON l.at = c.salary - 7310000 WHEN NOT MATCHED BY SOURCE THEN DELETE WHEN NOT MATCHED BY TARGET AND c.salary > 7310060 THEN INSERT (line) VALUES ('rich ' || c.id) RETURNING 'ORACLE', l.line;
MERGE INTO app.payment AS p USING app.orders AS o ON o.id = p.id AND o.id < 5 WHEN NOT MATCHED BY SOURCE AND p.amount > 7310060 THEN DELETE;
SELECT 'ORACLE', count(*) FROM app.payment;
