-- class: policies
-- who: owner
-- proves: row_security = off does not take masks away
SET row_security = off;
SELECT secret FROM app.guarded;
SELECT ssn FROM app.customer;
UPDATE app.customer SET name = name RETURNING ssn;
COPY app.customer TO STDOUT;
