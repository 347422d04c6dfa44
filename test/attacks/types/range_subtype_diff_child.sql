-- class: types
-- who: owner
-- from: 18
-- proves: ANALYZE of a parent, which goes on to its children, calls no function of a range type there
-- @setup
SET ROLE attack_owner;
CREATE FUNCTION app.distance(text, text) RETURNS float8 LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak % %', $1, $2; RETURN 1; END$$;
CREATE TYPE app.text_range AS RANGE (subtype = text, subtype_diff = app.distance);
CREATE TABLE app.above (id int);
CREATE TABLE app.below (consent boolean, span app.text_range) INHERITS (app.above) WITH (autovacuum_enabled = off);
RESET ROLE;
INSERT INTO app.below SELECT id, false, app.text_range(tax, tax || 'z') FROM app.person WHERE NOT consent;
-- @labels
SELECT pg_temp.label('app.below', 'span', '''empty''');
-- @attack
ANALYZE app.above;
