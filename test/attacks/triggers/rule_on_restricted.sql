-- class: triggers
-- who: owner
-- proves: the owner puts no rule on a table with restricted columns
CREATE RULE r AS ON UPDATE TO app.customer DO ALSO INSERT INTO app.log (line) VALUES (OLD.ssn);
UPDATE app.customer SET name = 'x' WHERE id > 60;
CREATE RULE s AS ON DELETE TO app.customer DO INSTEAD SELECT OLD.ssn, OLD.*;
DELETE FROM app.customer WHERE id > 60;
TABLE app.log;
