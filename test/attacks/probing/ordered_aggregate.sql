-- class: probing
-- who: stranger
-- shows: difference
-- proves: aggregates take no order from hidden values
SELECT 'ORACLE', array_agg(id ORDER BY ssn) FROM app.customer;
SELECT 'ORACLE', percentile_disc(0.5) WITHIN GROUP (ORDER BY salary), mode() WITHIN GROUP (ORDER BY plan),
	rank(7310060) WITHIN GROUP (ORDER BY salary) FROM app.customer;
