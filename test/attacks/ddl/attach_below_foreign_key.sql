-- class: ddl
-- who: owner
-- shows: difference
-- literals: 017-ZEBRA-A-42
-- proves: a foreign key of a parent does not test the values of a table that is attached
CREATE TABLE app.above (id int NOT NULL, consent boolean NOT NULL, city text, secret text) PARTITION BY LIST (consent);
CREATE TABLE app.guesses (secret text PRIMARY KEY);
INSERT INTO app.guesses SELECT lpad(i::text, 3, '0') || '-ZEBRA-A-42' FROM generate_series(1, 121) AS i;
ALTER TABLE app.above ADD FOREIGN KEY (secret) REFERENCES app.guesses;
DELETE FROM app.guarded WHERE consent;
ALTER TABLE app.above ATTACH PARTITION app.guarded FOR VALUES IN (false);
