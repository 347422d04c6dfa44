-- class: leaky
-- who: stranger
-- proves: so is a domain's check
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
CREATE DOMAIN app.dom AS text CHECK (app.leak(VALUE));
SELECT ssn::app.dom FROM app.customer;
