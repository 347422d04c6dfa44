-- class: settings
-- who: stranger
-- proves: a connection string is no way round
-- needs: commit
\setenv PGOPTIONS '-c purpose.current=service'
\! psql -X -A -q -c 'SELECT ssn FROM app.customer WHERE id > 100' 2>&1
\setenv PGOPTIONS '-c purpose.enforcement=off'
\! psql -X -A -q -c 'SELECT ssn FROM app.customer WHERE id > 100' 2>&1
\setenv PGOPTIONS
\! psql -X -A -q -c 'SELECT ssn FROM app.customer WHERE id > 100' 2>&1
