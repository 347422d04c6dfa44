-- class: partitions
-- who: owner
-- from: 20
-- proves: a function that MERGE and SPLIT call finds the policy of the rows in force
-- @setup
CREATE TABLE app.parcel (id int NOT NULL, consent boolean, city text, ssn text,
	tag text GENERATED ALWAYS AS (upper(city)) STORED) PARTITION BY RANGE (id);
CREATE TABLE app.parcel_1 PARTITION OF app.parcel FOR VALUES FROM (0) TO (60);
CREATE TABLE app.parcel_2 PARTITION OF app.parcel FOR VALUES FROM (60) TO (1000);
INSERT INTO app.parcel (id, consent, city, ssn) SELECT id, consent, city, ssn FROM app.customer;
ALTER TABLE app.parcel OWNER TO attack_owner;
ALTER TABLE app.parcel_1 OWNER TO attack_owner;
ALTER TABLE app.parcel_2 OWNER TO attack_owner;
CREATE FUNCTION app.peek(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
	name regclass;
	t text;
BEGIN
	FOR name IN SELECT oid FROM pg_class WHERE relkind = 'r' AND (relname LIKE 'parcel%' OR relname LIKE '%-tmp') LOOP
		EXECUTE format('SELECT string_agg(ssn, '' '') FROM %s', name) INTO t;
		RAISE NOTICE 'peek %', t;
	END LOOP;
	RETURN 1;
EXCEPTION WHEN OTHERS THEN
	RETURN 1;
END $$;
CREATE FUNCTION app.index_peek(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
	RETURN app.peek($1);
END $$;
ALTER FUNCTION app.peek(int) VOLATILE;
ALTER FUNCTION app.peek(int) OWNER TO attack_owner;
ALTER FUNCTION app.index_peek(int) OWNER TO attack_owner;
CREATE INDEX ON app.parcel (app.index_peek(id));
-- @labels
SELECT pg_temp.label('app.parcel', 'ssn', '''withheld''');
SELECT pg_temp.label('app.parcel_1', 'ssn', '''withheld''');
-- @attack
SET client_min_messages = notice;
ALTER TABLE app.parcel SPLIT PARTITION app.parcel_1 INTO
	(PARTITION app.parcel_1 FOR VALUES FROM (0) TO (30), PARTITION app.parcel_4 FOR VALUES FROM (30) TO (60));
ALTER TABLE app.parcel MERGE PARTITIONS (app.parcel_1, app.parcel_4) INTO app.parcel_4;
