-- class: ddl
-- who: owner
-- proves: a labelled table stays closed below a parent without labels
CREATE TABLE app.above (id int, consent boolean NOT NULL, city text, secret text);
ALTER TABLE app.guarded INHERIT app.above;
SELECT secret FROM app.above;
SELECT a FROM app.above AS a;
COPY (SELECT * FROM app.above) TO STDOUT;
