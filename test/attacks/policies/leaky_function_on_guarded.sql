-- class: policies
-- who: stranger
-- proves: row security and masks together give a function no raw value
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
SELECT id FROM app.guarded WHERE app.leak(secret);
SELECT g FROM app.guarded AS g WHERE app.leak(g::text);
UPDATE app.guarded SET city = city WHERE app.leak(secret);
