-- class: output
-- who: stranger
-- proves: SELECT * is no other way
TABLE app.customer;
