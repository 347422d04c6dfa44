-- class: writing
-- who: stranger
-- proves: the condition of a security_barrier view is no row security of the table's
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
CREATE VIEW app.barred WITH (security_barrier) AS SELECT id, note FROM app.customer WHERE app.leak(ssn) AND app.leak(plan);
UPDATE app.barred SET note = 'x';
DELETE FROM app.barred WHERE id = 7;
MERGE INTO app.barred USING app.orders ON orders.customer = barred.id WHEN MATCHED THEN DELETE;
