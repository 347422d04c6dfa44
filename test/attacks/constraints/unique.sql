-- class: constraints
-- who: stranger
-- proves: a unique key that is violated quotes no values
UPDATE app.badge SET kind = 'b' WHERE id > 4;
