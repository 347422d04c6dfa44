-- class: virtual
-- who: stranger
-- from: 18
-- proves: leaky functions get no more of a virtual column than the query does
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
CREATE FUNCTION pg_temp.tell(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
	$$BEGIN RAISE NOTICE 'told %', $1; RETURN true; END$$;
SELECT count(*) FROM app.derived WHERE pg_temp.tell(shown);
SELECT count(*) FROM app.derived WHERE NOT consent AND pg_temp.tell(shown);
SELECT count(*) FROM app.derived AS a LEFT JOIN app.derived AS b ON b.id = a.id AND pg_temp.tell(b.shown);
UPDATE app.derived SET note = 'x' WHERE id = 60 RETURNING pg_temp.tell(shown);
UPDATE app.derived SET note = 'x' WHERE id = 60 RETURNING pg_temp.tell(old.shown), pg_temp.tell(new.shown);
MERGE INTO app.derived AS d USING (VALUES (50)) AS s (i) ON d.id = s.i WHEN MATCHED AND pg_temp.tell(d.shown) THEN DELETE;
INSERT INTO app.derived (id, ssn) VALUES (50, 'x') ON CONFLICT (id) DO UPDATE SET note = 'x' WHERE pg_temp.tell(derived.shown) RETURNING old.shown;
INSERT INTO app.derived (id, ssn) VALUES (50, 'x') ON CONFLICT (id) DO UPDATE SET note = 'x' RETURNING old.shown, old.ssn, old;
MERGE INTO app.derived AS d USING (VALUES (50)) AS s (i) ON d.id = s.i WHEN MATCHED THEN DELETE RETURNING pg_temp.tell(d.shown), old.shown;
