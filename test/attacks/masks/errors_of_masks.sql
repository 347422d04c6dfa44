-- class: masks
-- who: stranger
-- proves: an error of a mask or condition quotes no value
-- modes: mask cond
-- @labels
SELECT pg_temp.label('app.customer', 'ssn', '(ssn::int)::text');
SELECT pg_temp.label('app.customer', 'email', '(email::numeric)::text');
SECURITY LABEL FOR purpose ON COLUMN app.customer.plan IS 'ALLOW service; ALLOW research, marketing WHEN (plan::int > 0); ELSE NULL';
-- @attack
SELECT ssn FROM app.customer WHERE id > 4;
SELECT email FROM app.customer WHERE id > 4;
SELECT plan FROM app.customer WHERE id > 4;
SELECT id FROM app.customer WHERE id > 4 AND plan = 'x';
DO $$
DECLARE m text; d text; c text; h text;
BEGIN
	PERFORM ssn FROM app.customer WHERE id > 4;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS m = MESSAGE_TEXT, d = PG_EXCEPTION_DETAIL, c = PG_EXCEPTION_CONTEXT, h = PG_EXCEPTION_HINT;
	RAISE NOTICE '% / % / % / %', m, d, c, h;
END $$;
COPY (SELECT ssn FROM app.customer WHERE id > 4) TO STDOUT;
UPDATE app.customer SET name = name WHERE id > 4 RETURNING email;
DECLARE c CURSOR WITH HOLD FOR SELECT plan FROM app.customer WHERE id > 4;
