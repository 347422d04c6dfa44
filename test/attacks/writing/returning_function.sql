-- class: writing
-- who: stranger
-- proves: a function in a RETURNING list is given masked values
CREATE FUNCTION app.leak(text) RETURNS text LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN $1; END$$;
UPDATE app.customer SET name = name RETURNING app.leak(ssn);
-- one row: the order of several that were just updated depends on what others left in the table
DELETE FROM app.customer AS c WHERE id = 101 RETURNING app.leak(c::text);
