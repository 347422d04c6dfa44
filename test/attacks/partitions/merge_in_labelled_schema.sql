-- class: partitions
-- who: owner
-- from: 20
-- modes: block null
-- proves: MERGE and SPLIT take no rows out of a labelled schema
-- @setup
CREATE TABLE app.parcel (id int NOT NULL, consent boolean, city text, ssn text,
	tag text GENERATED ALWAYS AS (upper(city)) STORED) PARTITION BY RANGE (id);
CREATE TABLE app.parcel_1 PARTITION OF app.parcel FOR VALUES FROM (0) TO (60);
CREATE TABLE app.parcel_2 PARTITION OF app.parcel FOR VALUES FROM (60) TO (1000);
INSERT INTO app.parcel (id, consent, city, ssn) SELECT id, consent, city, ssn FROM app.customer;
ALTER TABLE app.parcel OWNER TO attack_owner;
ALTER TABLE app.parcel_1 OWNER TO attack_owner;
ALTER TABLE app.parcel_2 OWNER TO attack_owner;
ALTER TABLE app.parcel_1 SET SCHEMA hr;
ALTER TABLE app.parcel_2 SET SCHEMA hr;
-- @attack
ALTER TABLE app.parcel MERGE PARTITIONS (hr.parcel_1, hr.parcel_2) INTO app.parcel_3;
SELECT ssn FROM app.parcel;
SELECT ssn FROM app.parcel_3;
ALTER TABLE app.parcel SPLIT PARTITION hr.parcel_1 INTO
	(PARTITION app.parcel_4 FOR VALUES FROM (0) TO (30), PARTITION app.parcel_5 FOR VALUES FROM (30) TO (60));
SELECT ssn FROM app.parcel_4;
SELECT ssn FROM app.parcel_5;
