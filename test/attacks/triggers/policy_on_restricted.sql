-- class: triggers
-- who: owner
-- proves: the owner puts no policy of row security on a table with restricted columns
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
CREATE POLICY p ON app.customer USING (app.leak(ssn));
ALTER TABLE app.customer ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
SELECT id FROM app.customer;
ALTER POLICY guarded_policy ON app.guarded USING (app.leak(secret));
ALTER TABLE app.guarded FORCE ROW LEVEL SECURITY;
SELECT id FROM app.guarded;
