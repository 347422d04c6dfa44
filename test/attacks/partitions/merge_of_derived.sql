-- class: partitions
-- who: stranger
-- from: 20
-- proves: what a materialized view has of a partition's generated column stays closed after MERGE and SPLIT
-- @setup
CREATE TABLE app.parcel (id int, consent boolean, city text, ssn text,
	tag text GENERATED ALWAYS AS (upper(city)) STORED) PARTITION BY RANGE (id);
CREATE TABLE app.parcel_1 PARTITION OF app.parcel (tag GENERATED ALWAYS AS (ssn) STORED) FOR VALUES FROM (0) TO (60);
CREATE TABLE app.parcel_2 PARTITION OF app.parcel (tag GENERATED ALWAYS AS (ssn) STORED) FOR VALUES FROM (60) TO (1000);
INSERT INTO app.parcel (id, consent, city, ssn) SELECT id, consent, city, ssn FROM app.customer;
CREATE MATERIALIZED VIEW app.tags AS SELECT id, consent, tag FROM app.parcel;
ALTER TABLE app.parcel OWNER TO attack_owner;
ALTER TABLE app.parcel_1 OWNER TO attack_owner;
ALTER TABLE app.parcel_2 OWNER TO attack_owner;
ALTER MATERIALIZED VIEW app.tags OWNER TO attack_owner;
GRANT ALL ON app.parcel, app.tags TO attack_stranger;
-- @labels
SELECT pg_temp.label('app.parcel', 'ssn', '''withheld''');
-- @attack owner
ALTER TABLE app.parcel MERGE PARTITIONS (app.parcel_1, app.parcel_2) INTO app.parcel_3;
-- @attack stranger
SELECT tag FROM app.tags;
