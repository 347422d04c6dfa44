-- class: constraints
-- who: stranger
-- proves: a failing check quotes no row
UPDATE app.badge SET kind = 'bad' WHERE id > 4;
UPDATE app.customer_checked SET status = 'other' WHERE id > 4;
UPDATE app.customer SET consent = NULL WHERE id > 4;
