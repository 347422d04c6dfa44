-- class: constraints
-- who: stranger
-- proves: what a foreign key does to one's own table tells nothing of the referenced one
CREATE TABLE app.mine (v text, k text, CHECK (k <> 'zz'), FOREIGN KEY (v, k) REFERENCES app.account ON UPDATE CASCADE);
INSERT INTO app.mine SELECT ssn, kind FROM app.account;
TABLE app.mine;
UPDATE app.account SET kind = 'zz' WHERE NOT consent;
