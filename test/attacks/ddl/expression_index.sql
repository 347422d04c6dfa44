-- class: ddl
-- who: owner
-- proves: building an index hands no values to its expression
CREATE FUNCTION app.leak(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN $1; END$$;
CREATE INDEX ON app.customer (app.leak(ssn));
CREATE INDEX ON app.payment (app.leak(card));
CREATE INDEX ON app.manager (app.leak(tax));
CREATE INDEX ON app.customer_mat (app.leak(ssn));
CREATE INDEX ON app.customer (app.leak(ssn_upper));
