-- class: virtual
-- who: stranger
-- from: 17
-- proves: a partition's generated column with an expression of its own is not open through the parent
-- @setup
CREATE TABLE app.parcel (id int, consent boolean, city text, ssn text,
	tag text GENERATED ALWAYS AS (upper(city)) STORED) PARTITION BY RANGE (id);
CREATE TABLE app.parcel_1 PARTITION OF app.parcel (tag GENERATED ALWAYS AS (ssn) STORED) FOR VALUES FROM (0) TO (60);
CREATE TABLE app.parcel_2 PARTITION OF app.parcel FOR VALUES FROM (60) TO (1000);
INSERT INTO app.parcel (id, consent, city, ssn) SELECT id, consent, city, ssn FROM app.customer;
CREATE MATERIALIZED VIEW app.tags AS SELECT id, consent, tag FROM app.parcel;
GRANT ALL ON app.parcel, app.parcel_1, app.parcel_2, app.tags TO attack_stranger;
-- @labels
SELECT pg_temp.label('app.parcel', 'ssn', '''withheld''');
-- @attack
SELECT tag FROM app.parcel;
SELECT tag FROM app.parcel_1;
SELECT p FROM app.parcel AS p;
SELECT id FROM app.parcel WHERE tag LIKE '%ZEB' || 'RA%';
UPDATE app.parcel SET city = city WHERE id = 20 RETURNING tag;
SELECT tag FROM app.tags;
