-- class: functions
-- who: stranger
-- proves: polymorphic and variadic functions are given masked values
CREATE FUNCTION app.echo(anyelement) RETURNS anyelement LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE '%', $1; RETURN $1; END$$;
CREATE FUNCTION app.all(VARIADIC v anyarray) RETURNS text LANGUAGE sql AS 'SELECT v::text';
SELECT app.echo(ssn), app.echo(c), app.all(ssn, email) FROM app.customer AS c WHERE id > 110;
