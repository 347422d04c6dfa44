-- class: subqueries
-- who: stranger
-- proves: CTEs of all kinds hand on masked values
WITH c AS (SELECT ssn AS x FROM app.customer) SELECT x FROM c;
WITH c AS MATERIALIZED (SELECT * FROM app.customer) SELECT ssn FROM c AS d;
WITH c AS NOT MATERIALIZED (SELECT * FROM app.customer) SELECT d FROM c AS d;
