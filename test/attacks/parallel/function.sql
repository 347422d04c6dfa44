-- class: parallel
-- who: stranger
-- proves: a function that runs in a worker reads what its user may read
CREATE FUNCTION app.f(i int) RETURNS text LANGUAGE plpgsql PARALLEL SAFE AS
	$$BEGIN RETURN (SELECT ssn FROM app.customer WHERE id = i); END$$;
CREATE FUNCTION app.g(i int) RETURNS text LANGUAGE sql PARALLEL SAFE STABLE AS
	'SELECT email FROM app.customer WHERE id = i';
SET debug_parallel_query = on; SET force_parallel_mode = on;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
SELECT app.f(id) FROM app.orders;
SELECT app.g(id) FROM app.orders;
