-- class: labels
-- who: owner
-- proves: a table that is made again has its schema's label
DROP TABLE hr.pay;
CREATE TABLE hr.pay (id int, remark text);
INSERT INTO hr.pay SELECT id, ssn FROM app.customer;
SELECT remark FROM hr.pay;
CREATE TABLE hr.pay2 AS SELECT id, ssn FROM app.customer;
SELECT * FROM hr.pay2;
