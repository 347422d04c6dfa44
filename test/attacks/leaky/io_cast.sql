-- class: leaky
-- who: stranger
-- proves: conversions by way of text carry no more
CREATE TYPE app.one AS (v text);
SELECT ROW(ssn)::app.one FROM app.customer;
SELECT format('(%s)', ssn)::app.one FROM app.customer;
CREATE DOMAIN app.short AS text CHECK (length(VALUE) < 5);
SELECT ssn::app.short FROM app.customer WHERE id = 9;
