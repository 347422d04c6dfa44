-- class: views
-- who: stranger
-- shows: difference
-- proves: so has one that a group or a window over hidden values computes
-- @setup
CREATE MATERIALIZED VIEW app.ranked AS SELECT id, consent,
	rank() OVER (ORDER BY salary) AS place, count(*) OVER (PARTITION BY plan) AS peers FROM app.customer;
CREATE MATERIALIZED VIEW app.framed AS SELECT id, true AS consent, count(*) OVER (ORDER BY id
	ROWS (SELECT min(salary) % 500 FROM app.customer WHERE id > 118) PRECEDING) AS before FROM app.customer;
GRANT SELECT ON app.ranked, app.framed TO PUBLIC;
-- @attack
SELECT id, place FROM app.ranked WHERE id > 4 ORDER BY id;
SELECT id, peers FROM app.ranked WHERE id > 4 ORDER BY id;
SELECT id, before FROM app.framed WHERE id > 4 ORDER BY id;
