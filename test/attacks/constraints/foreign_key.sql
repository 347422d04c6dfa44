-- class: constraints
-- who: stranger
-- proves: nor does one that is not deferred
UPDATE app.loan SET kind = 'zz' WHERE id = 8;
UPDATE app.account SET kind = 'zz' WHERE NOT consent;
DELETE FROM app.account WHERE NOT consent;
