-- class: integrity
-- who: stranger
-- shows: difference
-- proves: a foreign key of one's own is no way to ask for hidden values
CREATE TABLE app.mine (n int, s text);
CREATE TABLE app.pk1 (s text PRIMARY KEY);
INSERT INTO app.mine SELECT 1, lpad(i::text, 3, '0') || '-ZEB' || 'RA-A-42' FROM generate_series(1, 30) AS i;
ALTER TABLE app.mine ADD FOREIGN KEY (s) REFERENCES app.customer (ssn);
CREATE TABLE app.mine2 (s text REFERENCES app.customer (ssn));
INSERT INTO app.mine2 SELECT lpad('37', 3, '0') || '-ZEB' || 'RA-A-42';
ALTER TABLE app.mine ADD FOREIGN KEY (s) REFERENCES app.customer (ssn) NOT VALID;
ALTER TABLE app.mine ADD COLUMN r text REFERENCES app.customer (ssn);
