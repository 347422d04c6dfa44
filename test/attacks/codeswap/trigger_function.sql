-- class: codeswap
-- who: owner
-- proves: replacing a function that a trigger calls gives it no values
-- @setup
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
ALTER FUNCTION app.touch OWNER TO attack_owner;
CREATE TRIGGER touch BEFORE UPDATE ON app.customer FOR EACH ROW EXECUTE FUNCTION app.touch();
-- @attack
CREATE OR REPLACE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak %', OLD.ssn; RETURN NEW; END$$;
UPDATE app.customer SET name = 'x' WHERE id > 100;
