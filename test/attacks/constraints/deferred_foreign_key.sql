-- class: constraints
-- who: stranger
-- proves: a deferred foreign key that is violated at the end quotes no values
-- needs: commit
BEGIN;
SET CONSTRAINTS ALL DEFERRED;
UPDATE app.loan SET kind = 'zz' WHERE id = 8;
COMMIT;
BEGIN;
SET CONSTRAINTS ALL DEFERRED;
UPDATE app.account SET kind = 'zz' WHERE NOT consent;
COMMIT;
