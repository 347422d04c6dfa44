-- class: masks
-- who: stranger
-- modes: mask
-- shows: difference
-- proves: extra_float_digits does not make a mask show one digit after the other
-- @setup
CREATE TABLE app.balance (id int, consent boolean DEFAULT false, amount float8, place point);
INSERT INTO app.balance SELECT id, false, 1000 + salary % 1000 + 0.25, point(1.5, 1000 + salary % 1000 + 0.25)
	FROM app.customer WHERE id > 4;
GRANT ALL ON app.balance TO PUBLIC;
-- @labels
-- as from a dump; checked at once, it is refused
SET check_function_bodies = off;
SELECT pg_temp.label('app.balance', 'amount', 'right(amount::text, 1)::float8');
SELECT pg_temp.label('app.balance', 'place', 'point(right(rtrim(place::text, '')''), 1)::float8, 0)');
RESET check_function_bodies;
-- @attack
SET extra_float_digits = -11;
SELECT string_agg(amount::text, ' ' ORDER BY id) FROM app.balance;
SELECT string_agg(place::text, ' ' ORDER BY id) FROM app.balance;
SET extra_float_digits = -12;
SELECT string_agg(amount::text, ' ' ORDER BY id) FROM app.balance;
