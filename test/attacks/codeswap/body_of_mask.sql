-- class: codeswap
-- who: owner
-- modes: mask
-- purpose: none
-- proves: a function that a mask function calls in its parsed body must be an administrator's
CREATE OR REPLACE FUNCTION app.inside(text) RETURNS text LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN 'x'; END$$;
SELECT app.outside(secret) FROM app.called;
SELECT secret FROM app.called;
-- @setup
SET ROLE attack_owner;
CREATE FUNCTION app.inside(text) RETURNS text LANGUAGE plpgsql AS $$BEGIN RETURN 'x'; END$$;
CREATE TABLE app.called (id int, secret text);
RESET ROLE;
INSERT INTO app.called SELECT id, secret FROM app.guarded WHERE NOT consent;
CREATE FUNCTION app.outside(s text) RETURNS text RETURN app.inside(s);
-- @labels
SET check_function_bodies = off;
SECURITY LABEL FOR purpose ON COLUMN app.called.secret IS 'ELSE MASK WITH (app.outside(secret))';
