-- class: constraints
-- who: stranger
-- proves: diagnostics of a handled error quote no row either
DO $$
DECLARE d text;
BEGIN
	UPDATE app.customer SET consent = NULL WHERE id = 9;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS d = PG_EXCEPTION_DETAIL;
	RAISE NOTICE '%', d;
END $$;
