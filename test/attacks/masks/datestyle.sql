-- class: masks
-- who: stranger
-- modes: mask cond
-- shows: difference
-- proves: settings of the session do not make a mask show another part of the value
-- @labels
-- as from a dump; checked at once, it is refused
SET check_function_bodies = off;
SELECT pg_temp.label('app.customer', 'plan', 'left(birth::text, 2)');
RESET check_function_bodies;
-- @attack
SELECT string_agg(plan, ' ' ORDER BY id) FROM app.customer WHERE id > 4;
SET datestyle = 'German';
SELECT string_agg(plan, ' ' ORDER BY id) FROM app.customer WHERE id > 4;
