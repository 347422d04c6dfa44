-- class: partitions
-- who: stranger
-- from: 20
-- proves: MERGE and SPLIT by somebody who may do all lose no labels of the partitions
-- @setup
CREATE TABLE app.parcel (id int NOT NULL, consent boolean, city text, ssn text,
	tag text GENERATED ALWAYS AS (upper(city)) STORED) PARTITION BY RANGE (id);
CREATE TABLE app.parcel_1 PARTITION OF app.parcel FOR VALUES FROM (0) TO (60);
CREATE TABLE app.parcel_2 PARTITION OF app.parcel FOR VALUES FROM (60) TO (100);
CREATE TABLE app.parcel_3 PARTITION OF app.parcel (tag GENERATED ALWAYS AS (ssn) STORED) FOR VALUES FROM (100) TO (110);
CREATE TABLE app.parcel_4 PARTITION OF app.parcel FOR VALUES FROM (110) TO (120);
CREATE TABLE hr.parcel_5 PARTITION OF app.parcel FOR VALUES FROM (120) TO (1000);
INSERT INTO app.parcel (id, consent, city, ssn) SELECT id, consent, city, ssn FROM app.customer;
CREATE MATERIALIZED VIEW app.tags AS SELECT id, consent, tag FROM app.parcel;
GRANT ALL ON ALL TABLES IN SCHEMA app TO attack_stranger;
-- @labels
SELECT pg_temp.label('app.parcel_1', 'ssn', '''withheld''');
SELECT pg_temp.label('app.parcel_2', 'ssn', '''withheld''');
SELECT pg_temp.label('app.parcel_3', 'ssn', '''withheld''');
SECURITY LABEL FOR purpose ON TABLE app.parcel_4 IS 'ALLOW service; ELSE NULL';
-- @attack super
ALTER TABLE app.parcel MERGE PARTITIONS (app.parcel_1, app.parcel_2) INTO app.parcel_1;
ALTER TABLE app.parcel SPLIT PARTITION app.parcel_2 INTO
	(PARTITION app.parcel_2 FOR VALUES FROM (60) TO (80), PARTITION app.parcel_6 FOR VALUES FROM (80) TO (100));
ALTER TABLE app.parcel SPLIT PARTITION app.parcel_3 INTO
	(PARTITION app.parcel_3 FOR VALUES FROM (100) TO (105), PARTITION app.parcel_7 FOR VALUES FROM (105) TO (110));
ALTER TABLE app.parcel SPLIT PARTITION app.parcel_4 INTO
	(PARTITION app.parcel_4 FOR VALUES FROM (110) TO (115), PARTITION app.parcel_8 FOR VALUES FROM (115) TO (120));
ALTER TABLE app.parcel SPLIT PARTITION hr.parcel_5 INTO
	(PARTITION app.parcel_5 FOR VALUES FROM (120) TO (125), PARTITION app.parcel_9 FOR VALUES FROM (125) TO (1000));
GRANT ALL ON ALL TABLES IN SCHEMA app TO attack_stranger;
-- @attack stranger
SELECT ssn FROM app.parcel WHERE id < 60;
SELECT ssn FROM app.parcel WHERE id BETWEEN 60 AND 99;
SELECT ssn FROM app.parcel WHERE id BETWEEN 100 AND 109;
SELECT ssn FROM app.parcel WHERE id BETWEEN 110 AND 119;
SELECT ssn FROM app.parcel WHERE id >= 120;
SELECT ssn FROM app.parcel_1 WHERE id >= 5;
SELECT ssn FROM app.parcel_6;
SELECT ssn FROM app.parcel_7;
SELECT ssn FROM app.parcel_8;
SELECT ssn FROM app.parcel_5;
SELECT tag FROM app.tags;
