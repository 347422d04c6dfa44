-- class: constraints
-- who: stranger
-- proves: nor does an exclusion constraint
UPDATE app.booking SET room = 'busy';
