-- class: views
-- who: stranger
-- proves: rules of one's own run as any query does
CREATE TABLE app.mine (v text);
CREATE TABLE app.sink (v text);
CREATE RULE r AS ON INSERT TO app.mine DO ALSO INSERT INTO app.sink SELECT ssn FROM app.customer;
INSERT INTO app.mine VALUES ('x');
TABLE app.sink;
CREATE RULE s AS ON DELETE TO app.mine DO INSTEAD SELECT ssn FROM app.customer;
DELETE FROM app.mine;
