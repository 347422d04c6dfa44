-- class: ddl
-- who: owner
-- proves: expressions of checks and indexes are not given the whole row, by whatever notation
CREATE FUNCTION app.leak(app.customer) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN 'x'; END$$;
ALTER TABLE app.customer ADD CHECK (app.leak(customer) = 'x');
ALTER TABLE app.customer ADD CHECK (customer.leak = 'x');
ALTER TABLE app.customer ADD CHECK (app.leak(customer.*) = 'x');
CREATE INDEX ON app.customer (app.leak(customer.*));
