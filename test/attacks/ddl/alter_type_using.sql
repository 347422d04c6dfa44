-- class: ddl
-- who: owner
-- proves: ALTER TYPE USING hands out no values and moves none to open columns
DROP VIEW app.customer_view2, app.customer_view, app.customer_barrier, app.customer_invoker, app.customer_checked;
CREATE FUNCTION app.leak(text) RETURNS text LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN $1; END$$;
ALTER TABLE app.customer ALTER COLUMN note TYPE text USING app.leak(ssn);
ALTER TABLE app.customer ALTER COLUMN name TYPE text USING ssn;
SELECT name FROM app.customer;
ALTER TABLE app.person ALTER COLUMN name TYPE text USING tax;
SELECT name FROM app.person;
