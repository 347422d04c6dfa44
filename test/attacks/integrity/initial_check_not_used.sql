-- class: integrity
-- who: stranger
-- proves: an exemption for the check of a new foreign key is not left for the next statement
CREATE TABLE app.mine (g int);
ALTER TABLE app.mine ADD FOREIGN KEY (g) REFERENCES app.guarded;
SELECT ssn FROM app.customer;
SELECT email FROM app.customer;
