-- class: writing
-- who: stranger
-- proves: a function in a RETURNING list is given masked values
CREATE FUNCTION app.leak(text) RETURNS text LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN $1; END$$;
UPDATE app.customer SET name = name RETURNING app.leak(ssn);
DELETE FROM app.customer AS c WHERE id > 100 RETURNING app.leak(c::text);
