-- class: explain
-- who: stranger
-- shows: difference
-- proves: estimates do not depend on extended statistics
-- literals: ZEBRA-GOLD
EXPLAIN SELECT FROM app.customer WHERE plan LIKE '%gold' AND status = 'old';
EXPLAIN SELECT FROM app.customer WHERE upper(plan) = 'ZE' || 'BRA-GOLD';
EXPLAIN SELECT FROM app.customer GROUP BY plan, status;
EXPLAIN SELECT FROM app.customer GROUP BY upper(plan);
