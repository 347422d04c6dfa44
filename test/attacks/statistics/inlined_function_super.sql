-- class: statistics
-- who: super
-- proves: the same of a function over the catalog itself
CREATE FUNCTION raw(int) RETURNS SETOF pg_statistic LANGUAGE sql IMMUTABLE AS
	'SELECT * FROM pg_statistic WHERE staattnum = $1';
SELECT stavalues1, stanumbers1 FROM raw(12) WHERE starelid = 'app.customer'::regclass;
SELECT n, r.stavalues1 FROM generate_series(1, 20) n, raw(n) r WHERE starelid = 'app.customer'::regclass ORDER BY 1;
