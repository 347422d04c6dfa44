-- class: partitions
-- who: owner
-- from: 20
-- proves: MERGE PARTITIONS of a labelled partition and one without a label opens neither
-- @setup
CREATE TABLE app.parcel (id int NOT NULL, consent boolean, city text, ssn text,
	tag text GENERATED ALWAYS AS (upper(city)) STORED) PARTITION BY RANGE (id);
CREATE TABLE app.parcel_1 PARTITION OF app.parcel FOR VALUES FROM (0) TO (60);
CREATE TABLE app.parcel_2 PARTITION OF app.parcel FOR VALUES FROM (60) TO (1000);
INSERT INTO app.parcel (id, consent, city, ssn) SELECT id, consent, city, ssn FROM app.customer;
ALTER TABLE app.parcel OWNER TO attack_owner;
ALTER TABLE app.parcel_1 OWNER TO attack_owner;
ALTER TABLE app.parcel_2 OWNER TO attack_owner;
-- @labels
SELECT pg_temp.label('app.parcel_1', 'ssn', '''withheld''');
SELECT pg_temp.label('app.parcel_2', 'city', 'city');
-- @attack
ALTER TABLE app.parcel MERGE PARTITIONS (app.parcel_1, app.parcel_2) INTO app.parcel_3;
SELECT ssn FROM app.parcel WHERE id < 60;
SELECT p FROM app.parcel_3 AS p WHERE id < 60;
SELECT ssn FROM app.parcel_1 WHERE id < 60;
