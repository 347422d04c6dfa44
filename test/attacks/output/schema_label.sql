-- class: output
-- who: stranger
-- proves: a label on the schema covers its tables
SELECT * FROM hr.pay;
SELECT p FROM hr.pay AS p;
