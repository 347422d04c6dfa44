-- class: views
-- who: stranger
-- shows: difference
-- proves: so has one that a group or a window over hidden values computes
-- @setup
CREATE MATERIALIZED VIEW app.ranked AS SELECT id, consent,
	rank() OVER (ORDER BY salary) AS place, count(*) OVER (PARTITION BY plan) AS peers FROM app.customer;
GRANT SELECT ON app.ranked TO PUBLIC;
-- @attack
SELECT id, place FROM app.ranked WHERE id > 4 ORDER BY id;
SELECT id, peers FROM app.ranked WHERE id > 4 ORDER BY id;
