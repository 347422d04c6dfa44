-- class: virtual
-- who: stranger
-- from: 18
-- shows: difference
-- proves: no condition, join, order or group tells a virtual generated column's values
-- @setup
CREATE TABLE app.derived (id int PRIMARY KEY, consent boolean, ssn text, note text,
	shown text GENERATED ALWAYS AS (upper(ssn)) VIRTUAL,
	size int GENERATED ALWAYS AS (ascii(substr(ssn, 3))) VIRTUAL);
INSERT INTO app.derived (id, consent, ssn, note) SELECT id, consent, ssn, 'note' FROM app.customer;
ALTER TABLE app.derived OWNER TO attack_owner;
GRANT ALL ON app.derived TO attack_stranger;
-- @labels
SELECT pg_temp.label('app.derived', 'ssn', 'purpose.partial(ssn, 0, ''***'', 2)');
-- @attack
SELECT 'ORACLE', id FROM app.derived WHERE size > 53 ORDER BY id;
SELECT 'ORACLE', count(*) FROM app.derived WHERE shown < '060';
SELECT 'ORACLE', id FROM app.derived ORDER BY shown LIMIT 10;
SELECT 'ORACLE', count(*) FROM app.derived GROUP BY size ORDER BY 2;
SELECT 'ORACLE', count(*) FROM app.derived AS a JOIN app.derived AS b ON a.size < b.size;
SELECT 'ORACLE', id, 1 / (size - 50) FROM app.derived ORDER BY id;
SELECT 'ORACLE', id FROM app.derived AS a WHERE EXISTS (SELECT FROM app.derived AS b WHERE b.shown > a.shown AND b.id < a.id) ORDER BY id;
DELETE FROM app.derived WHERE size > 53 RETURNING id;
UPDATE app.derived SET note = shown;
SELECT 'ORACLE', note FROM app.derived ORDER BY id;
EXPLAIN SELECT * FROM app.derived WHERE shown < '060';
EXPLAIN SELECT id FROM app.derived WHERE ssn < '060';
