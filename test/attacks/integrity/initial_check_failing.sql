-- class: integrity
-- who: stranger
-- proves: the exemption of a new foreign key's check is gone where the check breaks off
CREATE TABLE app.mine (g int);
INSERT INTO app.mine VALUES (-1);
ALTER TABLE app.mine ADD FOREIGN KEY (g) REFERENCES app.customer;
SELECT ssn FROM app.customer;
ALTER TABLE app.mine ADD FOREIGN KEY (g) REFERENCES app.guarded;
SELECT email FROM app.customer;
