-- class: ddl
-- who: owner
-- proves: a conversion by ALTER TYPE that fails quotes no value
DROP VIEW app.customer_view2, app.customer_view, app.customer_barrier, app.customer_invoker, app.customer_checked;
DELETE FROM app.customer WHERE consent;
DELETE FROM app.loan WHERE consent;
ALTER TABLE app.customer ALTER COLUMN email TYPE int USING email::int;
ALTER TABLE app.customer ALTER COLUMN note TYPE int USING plan::int;
ALTER TABLE app.loan ALTER COLUMN ssn TYPE int USING ssn::int;
