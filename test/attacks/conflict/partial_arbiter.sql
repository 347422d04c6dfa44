-- class: conflict
-- who: stranger
-- shows: difference
-- proves: ON CONFLICT does not find rows by the hidden columns in an index's condition
-- @setup
CREATE UNIQUE INDEX customer_partial ON app.customer (id) WHERE left(ssn, 3) < '061';
ALTER TABLE app.customer DROP CONSTRAINT customer_pkey CASCADE;
DROP INDEX app.customer_ssn_key;
-- @attack
INSERT INTO app.customer AS c (id, ssn) SELECT i, '000' FROM generate_series(5, 60) AS i
	ON CONFLICT (id) WHERE left(ssn, 3) < '061' DO UPDATE SET name = 'hit' RETURNING c.id, c.name;
