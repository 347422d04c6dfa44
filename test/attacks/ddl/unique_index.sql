-- class: ddl
-- who: owner
-- proves: a key that cannot be made does not say why
DELETE FROM app.badge WHERE consent;
DELETE FROM app.customer WHERE consent;
CREATE UNIQUE INDEX ON app.badge (ssn);
CREATE UNIQUE INDEX ON app.customer (plan);
ALTER TABLE app.customer ADD UNIQUE (plan);
ALTER TABLE app.badge ADD PRIMARY KEY (ssn);
CREATE UNIQUE INDEX ON app.customer (left(ssn, 2));
