-- class: views
-- who: stranger
-- needs: commit
-- proves: RETURNING through an updatable view is masked as the table's is
UPDATE app.customer_view SET name = name RETURNING *;
UPDATE app.customer_barrier SET name = name RETURNING ssn, salary;
-- one row: the order of several that were just updated depends on what others left in the table
DELETE FROM app.customer_view AS v WHERE id = 61 RETURNING v;
