-- class: leaky
-- who: stranger
-- proves: an aggregate of one's own is given masked values
CREATE FUNCTION app.step(text, text) RETURNS text LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak %', $2; RETURN $1 || $2; END$$;
CREATE AGGREGATE app.gather (text) (SFUNC = app.step, STYPE = text, INITCOND = '');
SELECT app.gather(ssn) FROM app.customer;
SELECT app.gather(email) OVER (ORDER BY id) FROM app.customer WHERE id > 110;
