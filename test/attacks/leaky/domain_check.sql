-- class: leaky
-- who: stranger
-- proves: the check of a domain of one's own is given masked values
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
CREATE DOMAIN app.dom AS text CHECK (app.leak(VALUE));
SELECT ssn::app.dom FROM app.customer;
