-- class: codeswap
-- who: owner
-- proves: replacing a function that a policy of row security calls gives it no values
-- @setup
CREATE FUNCTION app.visible(v text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$BEGIN RETURN true; END$$;
ALTER FUNCTION app.visible OWNER TO attack_owner;
CREATE POLICY p2 ON app.guarded USING (app.visible(secret));
-- @attack
CREATE OR REPLACE FUNCTION app.visible(v text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', v; RETURN true; END$$;
ALTER POLICY guarded_policy ON app.guarded USING (city = 'city 9');
-- @attack stranger
SELECT id FROM app.guarded;
