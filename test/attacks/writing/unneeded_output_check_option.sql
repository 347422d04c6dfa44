-- class: writing
-- who: stranger
-- proves: nor what a view's CHECK OPTION computes of the row that is there
CREATE FUNCTION app.leak(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN $1; END$$;
CREATE VIEW app.v AS SELECT id, note, ssn FROM app.customer
	WHERE NOT EXISTS (SELECT app.leak(customer.ssn) FROM generate_series(1, 2) OFFSET 5) WITH CHECK OPTION;
INSERT INTO app.v (id, note, ssn) VALUES (50, 'x', 'y') ON CONFLICT (id) DO UPDATE SET note = 'z';
UPDATE app.v SET note = 'z' WHERE id = 51;
CREATE VIEW app.w AS SELECT id, note, ssn FROM app.customer
	WHERE (WITH c AS MATERIALIZED (SELECT 1 AS one, app.leak(customer.email) AS l) SELECT one FROM c) = 1 WITH CHECK OPTION;
INSERT INTO app.w (id, note, ssn) VALUES (50, 'x', 'y') ON CONFLICT (id) DO UPDATE SET note = 'z';
