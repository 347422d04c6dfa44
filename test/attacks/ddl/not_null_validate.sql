-- class: ddl
-- who: owner
-- from: 18
-- shows: difference
-- modes: block null mask
-- proves: NOT NULL constraints in all their forms test no restricted values
-- @setup
CREATE TABLE app.sick (id int, diagnosis text, other text);
INSERT INTO app.sick SELECT id, diagnosis FROM app.customer WHERE id = 61;
ALTER TABLE app.sick ADD CONSTRAINT known NOT NULL diagnosis NOT VALID;
ALTER TABLE app.sick OWNER TO attack_owner;
-- @labels
SELECT pg_temp.label('app.sick', 'diagnosis', '''withheld''');
-- @attack
ALTER TABLE app.sick VALIDATE CONSTRAINT known;
ALTER TABLE app.sick ALTER diagnosis SET NOT NULL;
ALTER TABLE app.sick DROP CONSTRAINT known;
ALTER TABLE app.sick ADD CONSTRAINT again NOT NULL diagnosis;
ALTER TABLE app.sick ADD PRIMARY KEY (diagnosis);
