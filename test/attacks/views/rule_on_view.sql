-- class: views
-- who: stranger
-- proves: rules on one's own view get no OLD values that its query may not have
CREATE VIEW app.mine AS SELECT id, name, ssn FROM app.customer;
CREATE RULE r AS ON UPDATE TO app.mine DO INSTEAD INSERT INTO app.log (line) VALUES (OLD.ssn);
UPDATE app.mine SET name = 'x';
CREATE RULE s AS ON DELETE TO app.mine DO INSTEAD UPDATE app.customer SET name = OLD.ssn WHERE id = OLD.id RETURNING id, name, ssn;
DELETE FROM app.mine WHERE id > 100 RETURNING *;
TABLE app.log;
SELECT name FROM app.customer;
