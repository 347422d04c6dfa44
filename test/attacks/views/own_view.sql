-- class: views
-- who: stranger
-- proves: a view of one's own gives no more
CREATE VIEW app.mine AS SELECT id, upper(ssn) AS u, salary + 0 AS s FROM app.customer;
TABLE app.mine;
CREATE VIEW app.mine2 AS SELECT m.u || '' AS x FROM app.mine AS m;
TABLE app.mine2;
