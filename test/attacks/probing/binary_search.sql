-- class: probing
-- who: stranger
-- proves: no function can search for a value bit by bit
CREATE FUNCTION app.search(i int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE found text := '';
BEGIN
	FOR n IN 1 .. 14 LOOP
		FOR c IN 32 .. 90 LOOP
			IF EXISTS (SELECT FROM app.customer WHERE id = i AND substr(ssn, n, 1) = chr(c)) THEN found := found || chr(c); END IF;
		END LOOP;
	END LOOP;
	RETURN found;
END $$;
SELECT app.search(9);
