-- class: explain
-- who: stranger
-- shows: difference
-- proves: estimates do not depend on generated columns, materialized views, schemas with a label
-- literals: 7310060 7310090
EXPLAIN SELECT FROM app.customer WHERE ssn_upper < '05';
EXPLAIN SELECT FROM app.customer_mat WHERE salary < 7310060;
EXPLAIN SELECT FROM hr.pay WHERE amount < 7310060;
