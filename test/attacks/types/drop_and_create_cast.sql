-- class: types
-- who: owner
-- proves: a cast between row types is given masked rows
CREATE TABLE app.sink (id int, consent boolean, d text, p text, a text, j text, x text);
CREATE FUNCTION app.pour(app.mixed) RETURNS app.sink LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN ROW($1.id, false, $1.d, $1.p, $1.a, $1.j, $1.x)::app.sink; END$$;
CREATE CAST (app.mixed AS app.sink) WITH FUNCTION app.pour(app.mixed);
SELECT m::app.sink FROM app.mixed AS m;
