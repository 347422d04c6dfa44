-- class: views
-- who: stranger
-- shows: difference
-- proves: a column of a materialized view that a sub-select computes has the policy of what its conditions compare
-- @setup
CREATE MATERIALIZED VIEW app.judged AS SELECT id, consent,
	EXISTS (SELECT FROM app.customer AS i WHERE i.id = o.id AND i.salary % 1000 > 60) AS a,
	(SELECT 'rich' FROM app.customer AS i WHERE i.id = o.id AND i.salary % 1000 > 60) AS b,
	o.id IN (SELECT i.id FROM app.customer AS i WHERE extract(day FROM i.birth) > 15) AS c
	FROM app.customer AS o;
GRANT SELECT ON app.judged TO PUBLIC;
-- @attack
SELECT string_agg(id::text, ' ' ORDER BY id) FROM app.judged WHERE a AND id > 4;
SELECT string_agg(id::text, ' ' ORDER BY id) FROM app.judged WHERE b = 'rich' AND id > 4;
SELECT string_agg(id::text, ' ' ORDER BY id) FROM app.judged WHERE c AND id > 4;
