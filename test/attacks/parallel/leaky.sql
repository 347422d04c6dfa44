-- class: parallel
-- who: stranger
-- proves: a cheap function that runs in a worker is given masked values
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql PARALLEL SAFE COST 0.0000001 AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
SET debug_parallel_query = on; SET force_parallel_mode = on;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
SET parallel_leader_participation = off; SET max_parallel_workers_per_gather = 1;
SELECT count(*) FROM app.customer WHERE app.leak(ssn);
