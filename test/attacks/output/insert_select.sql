-- class: output
-- who: stranger
-- proves: values cannot be copied into a table of one's own
CREATE TABLE app.mine (v text);
INSERT INTO app.mine SELECT ssn FROM app.customer;
INSERT INTO app.mine SELECT to_jsonb(c)::text FROM app.customer AS c;
TABLE app.mine;
