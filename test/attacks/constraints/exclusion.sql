-- class: constraints
-- who: stranger
-- proves: an exclusion constraint that is violated quotes no values
UPDATE app.booking SET room = 'busy';
