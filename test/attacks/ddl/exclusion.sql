-- class: ddl
-- who: owner
-- proves: an exclusion constraint that cannot be made does not say why
ALTER TABLE app.booking ADD EXCLUDE USING gist (during WITH &&);
ALTER TABLE app.customer ADD EXCLUDE (plan WITH =);
ALTER TABLE app.customer ADD EXCLUDE (id WITH =) WHERE (ssn::int > 0);
