-- class: views
-- who: stranger
-- proves: nobody fills one with what he may not see
CREATE MATERIALIZED VIEW app.mine AS SELECT id, ssn FROM app.customer;
TABLE app.mine;
CREATE MATERIALIZED VIEW app.mine2 AS SELECT id, ssn FROM app.customer WITH NO DATA;
REFRESH MATERIALIZED VIEW app.mine2;
TABLE app.mine2;
