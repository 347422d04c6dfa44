-- class: codeswap
-- who: owner
-- needs: commit
-- proves: the function of a domain's check is not replaced where a restricted column has the domain
-- @setup
CREATE FUNCTION app.is_fine(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN true; END';
ALTER FUNCTION app.is_fine OWNER TO attack_owner;
CREATE DOMAIN app.code AS text CHECK (app.is_fine(VALUE));
CREATE TABLE app.visit (id int, consent boolean DEFAULT false, kind text, secret app.code);
INSERT INTO app.visit (id, secret) SELECT id, ssn FROM app.customer;
ALTER TABLE app.visit OWNER TO attack_owner;
GRANT ALL ON app.visit TO PUBLIC;
-- @labels
SELECT pg_temp.label('app.visit', 'secret', '''withheld''');
-- @attack
CREATE OR REPLACE FUNCTION app.is_fine(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END$$;
-- @attack clerk
SET purpose.current = 'service';
INSERT INTO app.visit (id, secret) SELECT id, ssn FROM app.customer;
