-- class: explain
-- who: stranger
-- shows: difference
-- proves: estimates do not depend on the most common values
-- literals: ZEBRA-gold ZEBRA-iron
EXPLAIN SELECT FROM app.customer WHERE plan LIKE '%gold';
EXPLAIN SELECT FROM app.customer WHERE plan = 'ZE' || 'BRA-gold';
EXPLAIN SELECT FROM app.customer WHERE plan IN ('ZE' || 'BRA-iron', 'x') OR plan IS NULL;
