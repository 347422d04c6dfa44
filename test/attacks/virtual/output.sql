-- class: virtual
-- who: stranger
-- from: 18
-- proves: virtual generated columns have the policy of their sources, in all places of output
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
SELECT shown FROM app.derived;
SELECT d FROM app.derived AS d;
SELECT to_jsonb(d) FROM app.derived AS d;
SELECT row_to_json(d)->>'shown' FROM app.derived AS d;
COPY (SELECT shown FROM app.derived) TO stdout;
SELECT max(shown), string_agg(shown, ',') FROM app.derived;
SELECT b.shown FROM app.derived AS a LEFT JOIN app.derived AS b ON b.id = a.id + 1;
SELECT (SELECT d.shown) FROM app.derived AS d;
CREATE TEMP VIEW v AS SELECT shown || '' AS s FROM app.derived;
SELECT * FROM v;
CREATE TEMP TABLE t AS SELECT shown FROM app.derived;
SELECT * FROM t;
SELECT shown FROM app.derived FOR UPDATE;
UPDATE app.derived SET note = 'x' WHERE id = 100 RETURNING shown;
DELETE FROM app.derived WHERE id = 110 RETURNING *;
