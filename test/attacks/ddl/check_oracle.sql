-- class: ddl
-- who: owner
-- shows: difference
-- proves: the success of a new check tells nothing of values
ALTER TABLE app.customer ADD CONSTRAINT c1 CHECK (id <> 9 OR ssn < '06');
ALTER TABLE app.customer ADD CONSTRAINT c2 CHECK (id <> 10 OR ssn < '06');
ALTER TABLE app.customer ADD CONSTRAINT c3 CHECK (id <> 11 OR ssn < '06');
