-- class: statistics
-- who: super
-- proves: a plan over the statistics that was made while nothing was enforced does not outlive that
CREATE FUNCTION seen() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RETURN (SELECT string_agg(most_common_vals::text, ', ' ORDER BY attname) FROM pg_stats WHERE tablename = 'customer');
END $$;
PREPARE kept AS SELECT attname, most_common_vals FROM pg_stats WHERE tablename = 'customer' ORDER BY attname;
SET LOCAL purpose.enforcement = off;
EXPLAIN (COSTS OFF) EXECUTE kept;
SELECT length(seen()) > 0;
SET LOCAL purpose.enforcement = on;
EXECUTE kept;
SELECT seen();
