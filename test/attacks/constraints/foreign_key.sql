-- class: constraints
-- who: stranger
-- proves: a foreign key that is violated quotes no values
UPDATE app.loan SET kind = 'zz' WHERE id = 8;
UPDATE app.account SET kind = 'zz' WHERE NOT consent;
DELETE FROM app.account WHERE NOT consent;
