-- class: copy
-- who: stranger
-- proves: the condition of COPY FROM reads no other table's values
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE '% %', $1, (SELECT string_agg(ssn, ' ') FROM app.customer); RETURN true; END$$;
COPY app.log (line) FROM STDIN WHERE app.leak(line);
x
\.
