-- class: types
-- who: owner
-- shows: difference
-- modes: mask
-- purpose: none
-- proves: a mask that shows part of a value shows no more after the value has got another name
ALTER TYPE app.kind RENAME VALUE 'special' TO 'other';
SELECT id, name FROM app.kinds ORDER BY id;
-- @setup
SET ROLE attack_owner;
CREATE TYPE app.kind AS ENUM ('simple', 'special');
CREATE TABLE app.kinds (id int, consent boolean DEFAULT false, kind app.kind, name text);
RESET ROLE;
INSERT INTO app.kinds SELECT id, consent, k, k FROM (SELECT id, consent,
	CASE WHEN secret < '060' THEN 'simple' ELSE 'special' END::app.kind AS k FROM app.guarded) AS g;
-- @labels
SELECT pg_temp.label('app.kinds', 'kind', 'NULL');
SELECT pg_temp.label('app.kinds', 'name', 'purpose.partial(kind::text, 1, ''*'', 0)');
