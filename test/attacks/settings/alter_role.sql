-- class: settings
-- who: stranger
-- proves: settings of a role, a database or a function neither declare purposes nor end enforcement
-- needs: commit
ALTER ROLE CURRENT_USER IN DATABASE :db SET purpose.current = 'service';
ALTER ROLE CURRENT_USER IN DATABASE :db SET purpose.enforcement = 'off';
ALTER DATABASE :db SET purpose.enforcement = 'off';
CREATE FUNCTION app.f() RETURNS text LANGUAGE plpgsql SET purpose.enforcement = 'off' AS
	$$BEGIN RETURN (SELECT max(ssn) FROM app.customer WHERE id > 4); END$$;
SELECT app.f();
\c
SELECT ssn FROM app.customer;
