-- class: writing
-- who: stranger
-- proves: what a statement that writes computes of its own table and needs for nothing is not handed to a function
CREATE FUNCTION app.leak(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN $1; END$$;
DELETE FROM app.customer WHERE (WITH c AS MATERIALIZED (SELECT 1 AS one, app.leak(customer.ssn) AS l) SELECT one FROM c) = 2;
DELETE FROM app.customer WHERE EXISTS (SELECT app.leak(customer.email) FROM generate_series(1, 2) OFFSET 5);
DELETE FROM app.customer WHERE (SELECT one FROM
	(SELECT 1 AS one, app.leak(customer.plan) AS l UNION ALL SELECT 2, 'x' LIMIT 1) AS s) = 2;
UPDATE app.customer SET note = (WITH c AS MATERIALIZED (SELECT 'n' AS n, app.leak(customer.ssn) AS l) SELECT n FROM c);
UPDATE app.customer SET note = 'n' WHERE EXISTS (SELECT app.leak(customer.email) HAVING count(*) > 5);
INSERT INTO app.customer (id, ssn) VALUES (1, 'x'), (50, 'y') ON CONFLICT (id) DO UPDATE
	SET note = (WITH c AS MATERIALIZED (SELECT 'n' AS n, app.leak(customer.ssn) AS l) SELECT n FROM c);
MERGE INTO app.customer USING app.orders ON orders.customer = customer.id
	WHEN MATCHED AND EXISTS (SELECT app.leak(customer.ssn) OFFSET 3) THEN DELETE;
DELETE FROM app.customer WHERE id > 50
	RETURNING (WITH c AS MATERIALIZED (SELECT 1 AS one, app.leak(customer.ssn) AS l) SELECT one FROM c);
