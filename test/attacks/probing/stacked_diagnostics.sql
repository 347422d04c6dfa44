-- class: probing
-- who: stranger
-- proves: the diagnostics of a handled error hold no value
DO $$
DECLARE
	m text; d text; c text;
BEGIN
	PERFORM ssn::int FROM app.customer WHERE id > 4;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS m = MESSAGE_TEXT, d = PG_EXCEPTION_DETAIL, c = PG_EXCEPTION_CONTEXT;
	RAISE NOTICE '% / % / %', m, d, c;
END $$;
