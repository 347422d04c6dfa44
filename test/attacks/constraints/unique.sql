-- class: constraints
-- who: stranger
-- proves: nor does a unique key
UPDATE app.badge SET kind = 'b' WHERE id > 4;
