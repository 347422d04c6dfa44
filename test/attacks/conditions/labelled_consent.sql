-- class: conditions
-- who: owner
-- modes: cond
-- proves: a consent that is labelled is not given by an owner who may not write it
-- @labels
SECURITY LABEL FOR purpose ON COLUMN app.customer.consent IS 'ALLOW service; ELSE NULL';
-- @attack
UPDATE app.customer SET consent = true;
INSERT INTO app.customer (id, ssn) SELECT id, '' FROM app.customer ON CONFLICT (id) DO UPDATE SET consent = true;
MERGE INTO app.customer AS c USING app.orders AS o ON o.customer = c.id WHEN MATCHED THEN UPDATE SET consent = true;
UPDATE app.customer_view SET consent = true;
ALTER TABLE app.customer ALTER consent TYPE boolean USING true;
ALTER TABLE app.customer ALTER consent TYPE int USING 1, ALTER consent TYPE boolean USING true;
ALTER TABLE app.customer DROP COLUMN consent, ADD COLUMN consent boolean DEFAULT true;
ALTER TABLE app.customer RENAME consent TO was_consent;
ALTER TABLE app.customer ADD CONSTRAINT c CHECK (consent) NOT VALID;
CREATE FUNCTION app.agree() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.consent := true; RETURN NEW; END$$;
CREATE TRIGGER agree BEFORE UPDATE ON app.customer FOR EACH ROW EXECUTE FUNCTION app.agree();
CREATE RULE agree AS ON UPDATE TO app.customer WHERE NEW.note IS NULL DO ALSO UPDATE app.customer SET consent = true;
CREATE TABLE app.yes (consent boolean PRIMARY KEY);
INSERT INTO app.yes VALUES (false), (true);
ALTER TABLE app.customer ADD CONSTRAINT yes FOREIGN KEY (consent) REFERENCES app.yes ON UPDATE CASCADE;
DELETE FROM app.yes WHERE consent;
UPDATE app.yes SET consent = true;
ALTER TABLE app.customer ALTER consent SET DEFAULT true;
UPDATE app.customer SET note = note;
UPDATE app.customer SET consent = DEFAULT;
CREATE TABLE app.above (id int, consent boolean);
ALTER TABLE app.customer INHERIT app.above;
UPDATE app.above SET consent = true;
SELECT id, ssn FROM app.customer ORDER BY id;
