-- class: ddl
-- who: owner
-- proves: a new check is given no values, by whatever way it is added
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
ALTER TABLE app.customer ADD CHECK (app.leak(ssn));
ALTER TABLE app.person ADD CHECK (app.leak(tax));
ALTER TABLE app.payment ADD CHECK (app.leak(card));
