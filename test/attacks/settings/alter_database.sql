-- class: settings
-- who: owner
-- proves: the owner of the database cannot either
-- needs: commit
SELECT format('ALTER DATABASE %I SET purpose.current = %L', current_database(), 'service') \gexec
SELECT format('ALTER DATABASE %I SET purpose.enforcement = %L', current_database(), 'off') \gexec
\c
SELECT ssn FROM app.customer;
