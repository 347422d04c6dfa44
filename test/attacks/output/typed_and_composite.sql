-- class: output
-- who: stranger
-- proves: columns of typed tables, domains, composite types, arrays and documents are covered
SELECT secret FROM app.typed;
SELECT d, (p).first, p, a[1], j ->> 'k' FROM app.mixed;
SELECT t::app.form FROM app.typed AS t;
