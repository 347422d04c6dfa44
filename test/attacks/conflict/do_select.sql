-- class: conflict
-- who: stranger
-- from: 19
-- proves: ON CONFLICT DO SELECT shows of the row that is there what a query shows
INSERT INTO app.customer (id, ssn) VALUES (55, 'x') ON CONFLICT (id) DO SELECT RETURNING *;
INSERT INTO app.customer (id, ssn) VALUES (55, 'x') ON CONFLICT (id) DO SELECT FOR UPDATE RETURNING ssn, salary;
INSERT INTO app.customer (id, ssn) VALUES (55, 'x') ON CONFLICT (id) DO SELECT RETURNING customer;
INSERT INTO app.customer AS c (id, ssn) VALUES (55, 'x') ON CONFLICT (id) DO SELECT WHERE c.ssn LIKE '%' RETURNING c.ssn;
INSERT INTO app.customer AS c (id, ssn) VALUES (55, 'x') ON CONFLICT (id) DO SELECT RETURNING old.ssn, new.ssn, old, new;
INSERT INTO app.customer_view AS c (id, ssn) VALUES (56, 'x') ON CONFLICT (id) DO SELECT RETURNING ssn, salary;
INSERT INTO app.customer_checked AS c (id, ssn) VALUES (56, 'x') ON CONFLICT (id) DO SELECT RETURNING ssn, upper(ssn);
WITH c AS (INSERT INTO app.customer (id, ssn) VALUES (57, 'x') ON CONFLICT (id) DO SELECT RETURNING *) SELECT ssn, c FROM c;
CREATE TEMP TABLE t AS WITH c AS (INSERT INTO app.customer (id, ssn) VALUES (57, 'x') ON CONFLICT (id) DO SELECT RETURNING ssn) SELECT * FROM c;
SELECT * FROM t;
CREATE FUNCTION pg_temp.tell(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
	$$BEGIN RAISE NOTICE 'told %', $1; RETURN true; END$$;
INSERT INTO app.customer AS c (id, ssn) VALUES (58, 'x') ON CONFLICT (id) DO SELECT WHERE pg_temp.tell(c.ssn) RETURNING id;
