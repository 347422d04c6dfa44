-- class: ddl
-- who: owner
-- proves: nor does an exclusion constraint
ALTER TABLE app.booking ADD EXCLUDE USING gist (during WITH &&);
ALTER TABLE app.customer ADD EXCLUDE (plan WITH =);
ALTER TABLE app.customer ADD EXCLUDE (id WITH =) WHERE (ssn::int > 0);
