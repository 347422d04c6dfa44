-- class: partitions
-- who: owner
-- from: 20
-- proves: MERGE PARTITIONS of partitions with labels that differ ends with the stricter
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
SECURITY LABEL FOR purpose ON TABLE app.parcel_2 IS 'ALLOW ANY; ELSE NULL';
-- @attack
ALTER TABLE app.parcel MERGE PARTITIONS (app.parcel_1, app.parcel_2) INTO app.parcel_1;
SELECT ssn FROM app.parcel;
SELECT p FROM app.parcel_1 AS p;
