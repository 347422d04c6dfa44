-- class: triggers
-- who: owner
-- proves: the transition table of a parent holds no rows of a child that has restricted columns
CREATE FUNCTION app.leak() RETURNS trigger LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak %', (SELECT string_agg(secret, ' ') FROM gone); RETURN NULL; END$$;
CREATE TABLE app.above (id int, consent boolean NOT NULL, city text, secret text);
CREATE TRIGGER t AFTER UPDATE ON app.above REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION app.leak();
ALTER TABLE app.guarded INHERIT app.above;
UPDATE app.above SET city = 'x';
