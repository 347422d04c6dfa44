-- class: leaky
-- who: stranger
-- proves: a cast of one's own is given masked values
CREATE TYPE app.sink AS ENUM ('x');
CREATE FUNCTION app.leak(text) RETURNS app.sink LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN NULL; END$$;
CREATE CAST (text AS app.sink) WITH FUNCTION app.leak(text) AS IMPLICIT;
SELECT ssn::app.sink FROM app.customer;
CREATE TABLE app.mine (v app.sink);
INSERT INTO app.mine SELECT email FROM app.customer;
